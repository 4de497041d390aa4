import { randomUUID } from 'node:crypto'
import type { Afterlife, OpenedTokenSet, TokenRow, TokenSetRow } from '../../shared/contract/records.ts'
import { decodeIssued } from '../../shared/flow/decoded-token.ts'
import type { Exchange } from '../../shared/flow/exchange.ts'
import { type Expiries, readExpiries } from '../../shared/flow/expiry.ts'
import type { TokenKind, TokenSet } from '../../shared/flow/token-set.ts'
import type { Check } from '../../shared/lib/check.ts'
import { type Finding, finding } from '../../shared/lib/finding.ts'
import { buildPreview } from '../../shared/lib/mask.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import type { DpopBinding } from './dpop-key.ts'
import type { StoredTokenSet } from './vault/stored.ts'
import type { Vault } from './vault/vault.ts'

/** What is sealed of a token set; the row beside it is readable. */
interface SealedTokenSet {
  readonly tokenSet: TokenSet
  readonly findings: readonly Finding[]
  /** Absent in sets that were stored before there were checks; so is the next. */
  readonly checks?: readonly Check[]
  readonly afterlife?: Afterlife
  /** The key that the set is bound to; it never leaves the vault. */
  readonly binding?: DpopBinding
}

const noAfterlife: Afterlife = { userinfo: null, introspection: null, revoked: [], loggedOutAt: null }

/** Where a token set comes from: the set whose refresh brought it, and the key that was proved for it; `null` where there is none. */
export interface Descent {
  readonly refreshedFrom: string | null
  readonly binding: DpopBinding | null
}

const noDescent: Descent = { refreshedFrom: null, binding: null }

/** The token sets of the vault, as the contract shows them. */
export interface TokenBook {
  list(profileId?: string): Outcome<readonly TokenSetRow[]>
  /** The newest set of each profile, or of the one profile, by profile id. */
  latest(profileId?: string): Outcome<ReadonlyMap<string, TokenSetRow>>
  show(id: string): Outcome<OpenedTokenSet>
  /** Stores what an exchange brought; gives a finding instead of an id when it could not be stored. */
  save(
    exchange: Exchange,
    tokenSet: TokenSet,
    expiries: Expiries,
    findings: readonly Finding[],
    descent?: Descent,
  ): { readonly id: string | null; readonly findings: readonly Finding[] }
  /** The key that a set is bound to, or `null`. */
  readBinding(id: string): DpopBinding | null
  /** Adds verdicts to a set; an earlier one about the same thing is replaced. */
  saveChecks(id: string, checks: readonly Check[]): void
  /** Adds what a call around the tokens told; an end that follows from it stands in the row at once. Gives what is worth saying. */
  saveAfterlife(id: string, told: Partial<Afterlife>): readonly Finding[]
  markDead(id: string): void
  remove(id: string): Outcome<TokenSetRow>
}

function buildTokenRows(tokenSet: TokenSet, { expiries }: Expiries): readonly TokenRow[] {
  return tokenSet.tokens.flatMap((token) => {
    const { kind, value } = token
    const expiry = expiries.find((one) => one.of === kind)
    return expiry === undefined ? [] : [{ kind, preview: buildPreview(value), form: decodeIssued(token).kind, expiry }]
  })
}

function buildRow(
  id: string,
  exchange: Exchange,
  tokenSet: TokenSet,
  expiries: Expiries,
  refreshedFrom: string | undefined,
): TokenSetRow {
  return {
    ...(refreshedFrom === undefined ? {} : { refreshedFrom }),
    id,
    profileId: exchange.profileId,
    exchangeId: exchange.id,
    receivedAt: tokenSet.receivedAt,
    run: exchange.run,
    tokenType: tokenSet.tokenType?.value ?? null,
    scope: tokenSet.scope?.values ?? null,
    tokens: buildTokenRows(tokenSet, expiries),
    dead: false,
  }
}

function readRow(stored: StoredTokenSet): TokenSetRow {
  return JSON.parse(stored.summary) as TokenSetRow
}

function buildStored(row: TokenSetRow): StoredTokenSet {
  const { id, profileId, exchangeId, receivedAt } = row
  return { id, profileId, exchangeId, receivedAt, summary: JSON.stringify(row) }
}

/** The token that something new was told about, or `null`. */
function readTold({ introspection, revoked }: Partial<Afterlife>): TokenKind | null {
  return introspection?.of ?? revoked?.at(-1)?.of ?? null
}

/** The set with its end decided anew for the one token that was spoken of; the others keep what was told about them before. */
function tellEnds(row: TokenSetRow, sealed: SealedTokenSet, kind: TokenKind, afterlife: Afterlife) {
  const { expiries, findings } = readExpiries(sealed.tokenSet, afterlife)
  const decided = expiries.find((one) => one.of === kind)
  const tokens = row.tokens.map((token) =>
    token.kind === kind && decided !== undefined ? { ...token, expiry: decided } : token,
  )
  const isOfKind = (one: Finding): boolean => one.step === 'expiry' && one.evidence.kind === kind
  const told = findings.filter(isOfKind)
  return { row: { ...row, tokens }, told, findings: [...sealed.findings.filter((one) => !isOfKind(one)), ...told] }
}

/** Opens the book of token sets over a vault. */
export function createTokenBook(vault: Vault): TokenBook {
  const read = (id: string): Outcome<{ readonly row: TokenSetRow; readonly sealed: string }> => {
    const found = vault.tokenSets.read(id)
    if (!found.ok) return found
    if (found.value === null) return fail(problem('exchange', 'token_set_unknown', { id }))
    return ok({ row: readRow(found.value.row), sealed: found.value.sealed })
  }
  return {
    list: (profileId) => {
      const rows = vault.tokenSets.list(profileId)
      return rows.ok ? ok(rows.value.map(readRow)) : rows
    },
    latest: (profileId) => {
      const rows = vault.tokenSets.latest(profileId)
      return rows.ok ? ok(new Map(rows.value.map((stored) => [stored.profileId, readRow(stored)]))) : rows
    },
    show: (id) => {
      const found = read(id)
      if (!found.ok) return found
      const { binding: _, ...sealed } = JSON.parse(found.value.sealed) as SealedTokenSet
      return ok({ row: found.value.row, checks: [], afterlife: noAfterlife, ...sealed })
    },
    save: (exchange, tokenSet, expiries, findings, { refreshedFrom, binding } = noDescent) => {
      const row = buildRow(randomUUID(), exchange, tokenSet, expiries, refreshedFrom ?? undefined)
      const sealed: SealedTokenSet = { tokenSet, findings, ...(binding === null ? {} : { binding }) }
      const written = vault.tokenSets.write(buildStored(row), JSON.stringify(sealed))
      if (written.ok) return { id: row.id, findings: [] }
      const reason = written.problem.evidence?.reason ?? written.problem.code
      return { id: null, findings: [finding('exchange', 'not_saved', { reason })] }
    },
    readBinding: (id) => {
      const found = read(id)
      return found.ok ? ((JSON.parse(found.value.sealed) as SealedTokenSet).binding ?? null) : null
    },
    saveChecks: (id, checks) => {
      const found = read(id)
      if (!found.ok) return
      const sealed = JSON.parse(found.value.sealed) as SealedTokenSet
      const isReplaced = (old: Check): boolean => checks.some((one) => one.of === old.of && one.name === old.name)
      const kept = (sealed.checks ?? []).filter((old) => !isReplaced(old))
      const changed: SealedTokenSet = { ...sealed, checks: [...kept, ...checks] }
      vault.tokenSets.write(buildStored(found.value.row), JSON.stringify(changed))
    },
    saveAfterlife: (id, told) => {
      const found = read(id)
      // A set that was deleted meanwhile has no afterlife; the trail keeps the answer.
      if (!found.ok) return []
      const sealed = JSON.parse(found.value.sealed) as SealedTokenSet
      const afterlife: Afterlife = { ...noAfterlife, ...sealed.afterlife, ...told }
      const kind = readTold(told)
      const changed =
        kind === null
          ? { row: found.value.row, told: [], findings: sealed.findings }
          : tellEnds(found.value.row, sealed, kind, afterlife)
      const { row, findings } = changed
      const text = JSON.stringify({ ...sealed, afterlife, findings } satisfies SealedTokenSet)
      const written = vault.tokenSets.write(buildStored(row), text)
      if (written.ok) return changed.told
      const reason = written.problem.evidence?.reason ?? written.problem.code
      return [...changed.told, finding('exchange', 'not_saved', { reason })]
    },
    markDead: (id) => {
      const found = read(id)
      // A set that is gone needs no mark, and a vault that cannot be written says so at the next save.
      if (found.ok) vault.tokenSets.update(buildStored({ ...found.value.row, dead: true }))
    },
    remove: (id) => {
      const found = read(id)
      if (!found.ok) return found
      const removed = vault.tokenSets.remove(id)
      return removed.ok ? ok(found.value.row) : removed
    },
  }
}

/** The ends of a stored set, with what was told about them since. */
export function readStoredExpiries({ row }: OpenedTokenSet): Expiries {
  return { expiries: row.tokens.map((token) => token.expiry), findings: [] }
}
