import { type Finding, finding } from '../lib/finding.ts'
import type { EpochMs } from '../lib/units.ts'
import { epochMs } from '../lib/units.ts'
import type { TokenKind } from './token-set.ts'

/** What the calls around a set have told since about the end of its tokens. */
export interface ToldEnds {
  /** RFC 7662, section 2.2. `exp` is a NumericDate as sent, or `null`. */
  readonly introspection: {
    readonly at: EpochMs
    readonly of: TokenKind
    readonly active: boolean
    readonly exp: number | null
  } | null
  /** The provider has taken them back (RFC 7009). */
  readonly revoked: readonly { readonly at: EpochMs; readonly of: TokenKind }[]
}

export const nothingTold: ToldEnds = { introspection: null, revoked: [] }

/** A number beyond the year 5138 is no NumericDate; most likely it counts milliseconds. */
const furthest = 1e11

/** The end that introspection names for a token, as a source: its field, as sent, and the moment; `null` where it names none. */
export function readIntrospectedEnd(kind: TokenKind, { introspection }: ToldEnds) {
  if (introspection === null || introspection.of !== kind || introspection.exp === null) return null
  const { exp } = introspection
  const isMoment = exp >= 0 && exp < furthest
  return { field: 'exp', sent: String(exp), at: isMoment ? epochMs(exp * 1000) : null }
}

/** An end that came about, whatever was announced before: the token had ended at the latest at that moment. */
export interface CutShort {
  readonly kind: 'introspection' | 'revocation'
  readonly field: string
  readonly sent: string
  readonly at: EpochMs
}

/** What cut a token short, the earliest of it; `null` where nothing did. */
export function readCutShort(kind: TokenKind, { introspection, revoked }: ToldEnds): CutShort | null {
  const cuts: CutShort[] = revoked
    .filter((one) => one.of === kind)
    .map(({ at }) => ({ kind: 'revocation', field: 'revocation', sent: 'HTTP 200', at }))
  if (introspection !== null && introspection.of === kind && !introspection.active)
    cuts.push({ kind: 'introspection', field: 'active', sent: 'false', at: introspection.at })
  return cuts.toSorted((one, other) => one.at - other.at)[0] ?? null
}

const write = (at: EpochMs): string => new Date(at).toISOString()

/** Clocks and the way of the message make so much; less is no contradiction. */
const toleranceMs = 5_000

/**
 * Where the provider's word about a token contradicts the end that was known: not active before it, still active after it.
 * `end` is what everything else says, `null` when nothing does.
 */
export function readToldFindings(kind: TokenKind, told: ToldEnds, end: EpochMs | null): readonly Finding[] {
  const { introspection, revoked } = told
  if (introspection === null || introspection.of !== kind) return []
  const { active, at } = introspection
  const evidence = (apart: number, said: string) => ({
    kind,
    difference: `${Math.round(apart / 1000)} s`,
    arithmetic: `asked ${write(at)}, active ${active}; ${said}`,
  })
  if (active)
    return end !== null && end + toleranceMs < at
      ? [finding('expiry', 'active_after_end', evidence(at - end, `its end was ${write(end)}`))]
      : []
  // Whoever took it back knows; whoever asks after its end gets the only right answer.
  if (revoked.some((one) => one.of === kind && one.at <= at)) return []
  if (end === null) return [finding('expiry', 'token_inactive', evidence(0, 'nothing else says when it ends'))]
  return at + toleranceMs < end
    ? [finding('expiry', 'token_inactive', evidence(end - at, `its end would be ${write(end)}`))]
    : []
}
