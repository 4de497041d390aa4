import { decodeToken } from '../../../../shared/flow/decoded-token.ts'
import { type Expiry, readExpiries } from '../../../../shared/flow/expiry.ts'
import type { Profile } from '../../../../shared/flow/profile.ts'
import type { TokenKind, TokenReading, TokenSet } from '../../../../shared/flow/token-set.ts'
import { readTokenResponse } from '../../../../shared/flow/token-set-reading.ts'
import { buildPreview } from '../../../../shared/lib/mask.ts'
import type { Sample } from '../mapping/sample.ts'

/** One thing that the draft reads in a sample, with the place it reads it from. */
export type ReadingRow =
  | {
      readonly kind: 'token'
      readonly of: TokenKind
      readonly place: string
      readonly preview: string
      readonly form: 'jws' | 'jwe' | 'malformed' | 'opaque'
      readonly length: number
    }
  | { readonly kind: 'expiry'; readonly of: TokenKind; readonly expiry: Expiry; readonly lifetimeMs: number | null }
  | { readonly kind: 'text'; readonly of: 'token_type' | 'scope'; readonly place: string; readonly text: string }
  | { readonly kind: 'extra'; readonly names: readonly string[] }

function listTokenRows(tokenSet: TokenSet): readonly ReadingRow[] {
  const { expiries } = readExpiries(tokenSet)
  return tokenSet.tokens.flatMap(({ kind, value, at }): readonly ReadingRow[] => {
    const form = decodeToken(value).kind
    const token = {
      kind: 'token',
      of: kind,
      place: at.place,
      preview: buildPreview(value),
      form,
      length: value.length,
    } as const
    const expiry = expiries.find((one) => one.of === kind)
    if (expiry === undefined) return [token]
    const lifetimeMs = expiry.at === null ? null : expiry.at - tokenSet.receivedAt
    return [token, { kind: 'expiry', of: kind, expiry, lifetimeMs }]
  })
}

/** The rows of a token set in the order people look for them. */
export function buildReadingRows(tokenSet: TokenSet): readonly ReadingRow[] {
  const rows = [...listTokenRows(tokenSet)]
  const { tokenType, scope, extra } = tokenSet
  if (tokenType !== null)
    rows.push({ kind: 'text', of: 'token_type', place: tokenType.at.place, text: tokenType.value })
  if (scope !== null) rows.push({ kind: 'text', of: 'scope', place: scope.at.place, text: scope.values.join(' ') })
  const names = Object.keys(extra)
  if (names.length > 0) rows.push({ kind: 'extra', names })
  return rows
}

/** Reads a sample with the rules of the draft. */
export function readSample(sample: Sample, profile: Profile): TokenReading {
  return readTokenResponse(sample.raw, profile.dialect, profile.scopes)
}
