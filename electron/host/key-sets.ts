import type { RawResponse } from '../../shared/flow/raw-response.ts'
import type { Finding } from '../../shared/lib/finding.ts'
import type { JsonObject } from '../../shared/lib/json-value.ts'
import { fail, type Outcome } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import type { EpochMs } from '../../shared/lib/units.ts'
import type { OutboundRequest, Sender } from './send-request.ts'
import type { Transport } from './tls-material.ts'

/** The published keys of a provider (RFC 7517, section 5), and how they came to be here. */
export interface KeySet {
  readonly keys: readonly JsonObject[]
  readonly findings: readonly Finding[]
  /** The request that was made for it in this call; `null` where the keys were here already. */
  readonly call: { readonly request: OutboundRequest; readonly response: RawResponse } | null
}

/** What keys are wanted for. */
export interface KeyWish {
  readonly url: string
  /** The `kid` that is looked for, or `null`. An unknown one fetches the keys again, once, even inside the cooldown. */
  readonly keyId: string | null
  readonly transport: Transport | null
  readonly signal: AbortSignal
}

/** The keys of all providers, fetched when they are wanted and kept for a while. */
export interface KeySets {
  read(wish: KeyWish): Promise<Outcome<KeySet>>
}

/** Not here yet. */
export function createKeySets(_sender: Sender, _now: () => EpochMs): KeySets {
  return { read: async () => fail(problem('decoded-token', 'endpoint_missing', { endpoint: 'jwks' })) }
}
