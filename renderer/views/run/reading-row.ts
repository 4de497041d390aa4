import type { TokenKind } from '../../../shared/flow/token-set.ts'
import type { ProblemCode } from '../../../shared/lib/problem.ts'
import type { EpochMs } from '../../../shared/lib/units.ts'

/** The place in the response that a row was read from. */
export type Anchor =
  | { readonly kind: 'body'; readonly place: string; readonly start: number | null; readonly line: number | null }
  | { readonly kind: 'key'; readonly name: string }
  | { readonly kind: 'header'; readonly name: string }
  | { readonly kind: 'status' }

/**
 * How a value came from its place: as sent, computed from it (unit, clock), or as the refusal it is. A quiet one is
 * drawn only while its row is chosen: it explains, and nothing was taken from there.
 */
export type WireKind = 'sent' | 'computed' | 'refused' | 'quiet'

export interface Wire {
  readonly to: Anchor
  readonly kind: WireKind
}

/** OAuth's own error codes, which have words of ours; any other code is only quoted. */
export const explainedErrors = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'access_denied',
  'invalid_token',
  'server_error',
  'temporarily_unavailable',
  'invalid_response',
] as const
export type ExplainedError = (typeof explainedErrors)[number]

/** Facts of a problem that are worth a row of their own. */
export const problemFacts = ['title', 'reason', 'places', 'seen', 'address', 'location'] as const
export type ProblemFact = (typeof problemFacts)[number]

/** What rows are called. */
export type NameCode =
  | TokenKind
  | `${TokenKind}_end`
  | 'token_type'
  | 'scope'
  | 'refused_because'
  | 'vendor_code'
  | 'provider_says'
  | 'status'
  | 'cannot_be_read'
  | `fact_${ProblemFact}`

/** What stands for a path where there is none. */
export type PathCode = 'no_field' | 'left_over' | 'status_line' | `fact_${ProblemFact}_path`

/** Values that are no text of the response. */
export type ValueCode = 'unknown' | 'not_here' | 'empty' | 'status_agrees' | 'status_not_judged'

/** How we know. */
export type NoteCode =
  | 'jwt'
  | 'jwt_verified'
  | 'jwt_failed'
  | 'jwe'
  | 'malformed'
  | 'opaque'
  | 'opaque_end_unknown'
  | 'read_as_s'
  | 'read_as_ms'
  | 'from_exp'
  | 'from_exp_agrees'
  | 'from_moment'
  | 'disputed_unit_s'
  | 'disputed_unit_ms'
  | 'disputed_source'
  | 'nothing_says'
  | 'type_used'
  | 'type_assumed'
  | 'scope_granted'
  | 'scope_reduced'
  | 'scope_extended'
  | 'kept_as_sent'
  | 'vendor_means'
  | 'as_sent'
  | 'status_says_no'
  | 'judged_by_body'
  | 'asks_for'
  | 'earlier_stays'
  | 'response_kept'
  | 'means_unknown'
  | `means_${ExplainedError}`
  | `fact_${ProblemFact}_note`

export type PhraseCode = NameCode | PathCode | ValueCode | NoteCode

/** Something to say, by its code; the interface has the words. */
export interface Phrase<C extends PhraseCode = PhraseCode> {
  readonly code: C
  readonly values: Readonly<Record<string, string | number>>
}

/** Text of the protocol, as it is. */
export interface Coded {
  readonly kind: 'code'
  readonly text: string
}

/** Words of ours. */
export interface Said {
  readonly kind: 'phrase'
  readonly phrase: Phrase
}

export type RowValue =
  | Coded
  | { readonly kind: 'quote'; readonly text: string }
  | { readonly kind: 'moment'; readonly at: EpochMs }
  | Said
  | { readonly kind: 'problem'; readonly code: ProblemCode }

/** How a row looks besides its words. */
export type RowTone = 'plain' | 'refused' | 'disputed' | 'absent' | 'extra'

/** One line of the reading: what it is, where it came from, what it says and how we know. */
export interface ReadingRow {
  readonly id: string
  readonly name: Said | Coded
  /** The place as people write it (`result.access_token`), or what stands for one. */
  readonly path: Said | Coded
  readonly value: RowValue
  readonly note: Phrase
  readonly wires: readonly Wire[]
  readonly tone: RowTone
  readonly copies: TokenKind | null
}

/** Names something to say. */
export function phrase(code: PhraseCode, values: Phrase['values'] = {}): Phrase {
  return { code, values }
}

/** Words of ours, by their code. */
export function said(code: PhraseCode, values: Phrase['values'] = {}): Said {
  return { kind: 'phrase', phrase: phrase(code, values) }
}

/** Text of the protocol. */
export function coded(text: string): Coded {
  return { kind: 'code', text }
}
