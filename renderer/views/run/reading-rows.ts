import { decodeToken } from '../../../shared/flow/decoded-token.ts'
import { type Exchange, readChecks, readStep } from '../../../shared/flow/exchange.ts'
import type { Expiry, ExpirySource } from '../../../shared/flow/expiry.ts'
import type { IssuedToken, Source, TokenKind, TokenSet } from '../../../shared/flow/token-set.ts'
import type { Check } from '../../../shared/lib/check.ts'
import { readPointer } from '../../../shared/lib/json-pointer.ts'
import type { JsonValue } from '../../../shared/lib/json-value.ts'
import { isSecretName, mask } from '../../../shared/lib/mask.ts'
import { readSignature } from './check-groups.ts'
import { type Anchor, coded, type Phrase, phrase, type ReadingRow, said, type Wire } from './reading-row.ts'
import { readRefusedRows, readUnreadableRows } from './refused-rows.ts'

/** A pointer as people write a path: `/result/access_token` is `result.access_token`. */
export function readPath(place: string): string {
  return readPointer(place)
    .map((part, index) => (/^\d+$/.test(part) ? `[${part}]` : `${index === 0 ? '' : '.'}${part}`))
    .join('')
}

/** A token as the pane shows it: enough to recognise it, the rest is in the raw response beside it. */
export function readTokenText(token: string): string {
  return token.length <= 24 ? token : `${token.slice(0, 12)}…${token.slice(-7)}`
}

export function readAnchor(at: Source): Anchor {
  return { kind: 'body', place: at.place, start: at.start, line: at.line }
}

const jwtNotes = { verified: 'jwt_verified', failed: 'jwt_failed', not_checked: 'jwt' } as const

function readTokenNote(token: IssuedToken, ends: Expiry | undefined, checks: readonly Check[]): Phrase {
  const decoded = decodeToken(token.value)
  if (decoded.kind === 'jws')
    return phrase(token.kind === 'refresh_token' ? 'jwt' : jwtNotes[readSignature(checks, token.kind)])
  if (decoded.kind === 'jwe') return phrase('jwe')
  if (decoded.kind === 'malformed') return phrase('malformed', { reason: decoded.reason })
  const isRefresh = token.kind === 'refresh_token' && ends !== undefined && ends.at === null
  return phrase(isRefresh ? 'opaque_end_unknown' : 'opaque', { count: token.value.length })
}

function readTokenRow(token: IssuedToken, ends: Expiry | undefined, checks: readonly Check[]): ReadingRow {
  return {
    id: token.kind,
    name: said(token.kind),
    path: coded(readPath(token.at.place)),
    value: coded(readTokenText(token.value)),
    note: readTokenNote(token, ends, checks),
    wires: [{ to: readAnchor(token.at), kind: 'sent' }],
    tone: 'plain',
    copies: token.kind,
  }
}

/** Where a source of an expiry stands: in the token itself, or at the field that the response has for it. */
function readSourceWire(source: ExpirySource, tokenSet: TokenSet, kind: TokenKind): Wire | null {
  if (source.kind === 'jwt_exp') {
    const token = tokenSet.tokens.find((one) => one.kind === kind)
    return token === undefined ? null : { to: readAnchor(token.at), kind: 'computed' }
  }
  const claim = tokenSet.lifetimes.find((one) => one.of === kind && one.field === source.field)
  if (claim === undefined) return null
  return { to: readAnchor(claim.at), kind: source.kind === 'duration' ? 'computed' : 'sent' }
}

function readSourcePath(source: ExpirySource, tokenSet: TokenSet, kind: TokenKind): string {
  if (source.kind === 'jwt_exp') return 'exp'
  const claim = tokenSet.lifetimes.find((one) => one.of === kind && one.field === source.field)
  return claim === undefined ? source.field : readPath(claim.at.place)
}

function readExpiryNote(used: ExpirySource, expiry: Expiry): Phrase {
  const { sent } = used
  const distance = (source: ExpirySource): number => Math.abs((source.at ?? 0) - (used.at ?? 0))
  const [other] = expiry.sources
    .filter((source) => source.verdict === 'differs')
    .toSorted((one, another) => distance(another) - distance(one))
  const sameField = expiry.sources.some((source) => source !== other && source.field === other?.field)
  if (other !== undefined && sameField) return phrase(`disputed_unit_${other.unit ?? 's'}`, { sent: other.sent })
  if (other !== undefined) return phrase('disputed_source', { field: other.field, sent: other.sent })
  if (used.kind === 'jwt_exp') {
    const agrees = expiry.sources.find((source) => source.verdict === 'agrees')
    return agrees === undefined ? phrase('from_exp') : phrase('from_exp_agrees', { field: agrees.field })
  }
  if (used.kind === 'moment') return phrase('from_moment', { sent })
  return phrase(used.unit === 'ms' ? 'read_as_ms' : 'read_as_s', { sent })
}

function readExpiryRow(expiry: Expiry, tokenSet: TokenSet): ReadingRow | null {
  const used = expiry.sources.find((source) => source.verdict === 'used')
  const base = { id: `${expiry.of}_end`, name: said(`${expiry.of}_end`), copies: null }
  if (used === undefined || used.at === null) {
    if (expiry.of !== 'access_token') return null
    const unknown = said('unknown')
    const path = said('no_field')
    return { ...base, path, value: unknown, note: phrase('nothing_says'), wires: [], tone: 'absent' }
  }
  // An ID token's end stands in the token alone; its card shows it, and here it would only repeat the row above.
  if (expiry.of === 'id_token' && used.kind === 'jwt_exp') return null
  const wires = expiry.sources.flatMap((source) => readSourceWire(source, tokenSet, expiry.of) ?? [])
  const unique = wires.filter((wire, at) => wires.findIndex((one) => isSame(one.to, wire.to)) === at)
  return {
    ...base,
    path: coded(readSourcePath(used, tokenSet, expiry.of)),
    value: { kind: 'moment', at: used.at },
    note: readExpiryNote(used, expiry),
    wires: unique,
    tone: expiry.disputed ? 'disputed' : 'plain',
  }
}

function isSame(one: Anchor, other: Anchor): boolean {
  return one.kind === 'body' && other.kind === 'body' && one.place === other.place
}

function readTypeRow(tokenSet: TokenSet): ReadingRow {
  const { tokenType } = tokenSet
  const base = { id: 'token_type', name: said('token_type'), copies: null }
  if (tokenType === null)
    return {
      ...base,
      path: coded('token_type'),
      value: said('not_here'),
      note: phrase('type_assumed'),
      wires: [],
      tone: 'absent',
    }
  return {
    ...base,
    path: coded(readPath(tokenType.at.place)),
    value: coded(tokenType.value),
    note: phrase('type_used'),
    wires: [{ to: readAnchor(tokenType.at), kind: 'sent' }],
    tone: 'plain',
  }
}

function readScopeRow(tokenSet: TokenSet, scopeCodes: readonly string[]): ReadingRow | null {
  const { scope } = tokenSet
  if (scope === null) return null
  const note = scopeCodes.find((one) => one === 'scope_reduced' || one === 'scope_extended') ?? 'scope_granted'
  return {
    id: 'scope',
    name: said('scope'),
    path: coded(readPath(scope.at.place)),
    value: scope.values.length === 0 ? said('empty') : coded(scope.values.join(' ')),
    note: phrase(note, { count: scope.values.length }),
    wires: [{ to: readAnchor(scope.at), kind: 'sent' }],
    tone: 'plain',
    copies: null,
  }
}

function readExtraRow(name: string, value: JsonValue): ReadingRow {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const shown = isSecretName(name) ? mask : text.length > 80 ? `${text.slice(0, 80)}…` : text
  const last = name.startsWith('/') ? (readPointer(name).at(-1) ?? name) : name
  return {
    id: `extra ${name}`,
    name: coded(last),
    path: name.startsWith('/') ? coded(readPath(name)) : said('left_over'),
    value: coded(shown),
    note: phrase('kept_as_sent'),
    wires: [{ to: { kind: 'key', name: last }, kind: 'sent' }],
    tone: 'extra',
    copies: null,
  }
}

function readIssuedRows(exchange: Exchange, tokenSet: TokenSet): readonly ReadingRow[] {
  const step = readStep(exchange, 'token-set')
  const codes = step?.reading.findings.map((one) => one.code) ?? []
  const expiries = readStep(exchange, 'expiry')?.expiries ?? []
  const checks = readChecks(exchange)
  const ofTokens = tokenSet.tokens.flatMap((token): readonly ReadingRow[] => {
    const expiry = expiries.find((one) => one.of === token.kind)
    const end = expiry === undefined ? null : readExpiryRow(expiry, tokenSet)
    const row = readTokenRow(token, expiry, checks)
    return end === null ? [row] : [row, end]
  })
  const scope = readScopeRow(tokenSet, codes)
  const extra = Object.entries(tokenSet.extra).map(([name, value]) => readExtraRow(name, value))
  return [...ofTokens, readTypeRow(tokenSet), ...(scope === null ? [] : [scope]), ...extra]
}

/** The rows of the right pane: what was read, whatever the reading is. Empty until there is one. */
export function readReadingRows(exchange: Exchange): readonly ReadingRow[] {
  const reading = readStep(exchange, 'token-set')?.reading
  const response = readStep(exchange, 'raw-response')?.response
  if (reading === undefined || response === undefined) return []
  if (reading.kind === 'tokens') return readIssuedRows(exchange, reading.tokenSet)
  if (reading.kind === 'refused') return readRefusedRows(reading, response)
  return readUnreadableRows(reading, response)
}

/** How many fields of the response were used, and how many were only kept. */
export function countFields(rows: readonly ReadingRow[]): { readonly used: number; readonly left: number } {
  const places = rows
    .filter((row) => row.tone !== 'extra')
    .flatMap((row) => row.wires.flatMap(({ to }) => (to.kind === 'body' ? [to.place] : [])))
  return { used: new Set(places).size, left: rows.filter((row) => row.tone === 'extra').length }
}
