import type { TokenRow } from '../../../../shared/contract/records.ts'
import type { Expiry, ExpirySource } from '../../../../shared/flow/expiry.ts'
import type { TokenKind } from '../../../../shared/flow/token-set.ts'

export type Unit = 's' | 'ms'

/**
 * Why the end of a token is disputed. `unit`: one duration, two units; the document says one and the tokens prove the
 * other. `sources`: two things that each name an end, and no unit explains the difference.
 */
export type Dispute =
  | {
      readonly kind: 'unit'
      readonly field: string
      readonly documented: Unit
      readonly proved: Unit
      readonly used: ExpirySource
      readonly sources: readonly ExpirySource[]
    }
  | {
      readonly kind: 'sources'
      readonly used: ExpirySource
      readonly other: ExpirySource
      readonly sources: readonly ExpirySource[]
    }

/** Reads the dispute of an end, the source in use first; `null` when the sources agree. */
export function readDispute(expiry: Expiry): Dispute | null {
  const used = expiry.sources.find((source) => source.verdict === 'used')
  const differing = expiry.sources.filter((source) => source.verdict === 'differs')
  const [other] = differing
  if (!expiry.disputed || used === undefined || other === undefined) return null
  const sources = [used, ...expiry.sources.filter((source) => source !== used)]
  for (const wrong of differing) {
    const right = expiry.sources.find(
      (source) => source.field === wrong.field && source.unit !== wrong.unit && source.verdict !== 'differs',
    )
    if (wrong.unit !== null && right !== undefined && right.unit !== null)
      return { kind: 'unit', field: wrong.field, documented: wrong.unit, proved: right.unit, used, sources }
  }
  return { kind: 'sources', used, other, sources }
}

/** A duration whose unit a person settles. */
export interface Settling {
  readonly of: TokenKind
  readonly field: string
}

/** All durations of a set that are disputed in the same way: settling one of them settles the document's error. */
export function listSettlings(tokens: readonly TokenRow[], documented: Unit): readonly Settling[] {
  return tokens.flatMap((token) => {
    const dispute = readDispute(token.expiry)
    return dispute?.kind === 'unit' && dispute.documented === documented
      ? [{ of: token.kind, field: dispute.field }]
      : []
  })
}
