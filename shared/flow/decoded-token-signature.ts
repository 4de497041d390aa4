import type { Check } from '../lib/check.ts'
import type { JsonObject } from '../lib/json-value.ts'
import { describeClaim, type Judge } from './decoded-token-claim.ts'
import { macAlgorithms, signingAlgorithms } from './profile-settings.ts'

/** What became of the signature of a token, found out by whoever can verify one. */
export type SignatureEvidence =
  | { readonly kind: 'verified' | 'wrong'; readonly key: string }
  | { readonly kind: 'alg_none' | 'switched_off' | 'keys_unnamed' }
  | { readonly kind: 'alg_refused' | 'secret_absent'; readonly alg: string }
  | { readonly kind: 'key_not_found'; readonly key: string }
  | { readonly kind: 'keys_ambiguous'; readonly count: number }
  | { readonly kind: 'keys_unavailable' | 'malformed'; readonly why: string }
  | { readonly kind: 'key_unfit'; readonly key: string; readonly why: string }

/**
 * The algorithms that are accepted: the chosen ones, else every asymmetric one. One with the client secret must be chosen,
 * because whoever knows the secret can forge it. `none` is never accepted (RFC 8725, section 3.2).
 */
export function readAcceptedAlgorithms(chosen: readonly string[]): readonly string[] {
  if (chosen.length === 0) return [...signingAlgorithms, 'Ed25519']
  // RFC 9864 gives EdDSA with the key of Ed25519 a name of its own.
  return chosen.includes('EdDSA') ? [...chosen, 'Ed25519'] : chosen
}

/** Tells whether an algorithm signs with a secret that both sides know (RFC 7518, section 3.2). */
export function isMacAlgorithm(alg: unknown): boolean {
  return macAlgorithms.some((one) => one === alg)
}

/** Requirement I-01: the profile says which algorithms are accepted, never the token. */
export function readAlgCheck(judge: Judge, header: JsonObject, accepted: readonly string[]): Check {
  const { alg } = header
  // Some wrote it in other letters to get past a comparison.
  if (typeof alg === 'string' && alg.toLowerCase() === 'none') return judge('alg', 'fail', 'alg_none')
  return typeof alg === 'string' && accepted.includes(alg)
    ? judge('alg', 'pass', 'alg_allowed', { alg })
    : judge('alg', 'fail', 'alg_refused', { alg: describeClaim(alg) })
}

/** Requirement I-02: the signature is verified, wherever the token came from. */
export function readSignatureCheck(judge: Judge, evidence: SignatureEvidence): Check {
  switch (evidence.kind) {
    case 'verified':
      return judge('signature', 'pass', 'signature_verified', { key: evidence.key })
    case 'wrong':
      return judge('signature', 'fail', 'signature_wrong', { key: evidence.key })
    case 'key_not_found':
      return judge('signature', 'fail', 'key_not_found', { key: evidence.key })
    case 'keys_ambiguous':
      return judge('signature', 'fail', 'keys_ambiguous', { count: String(evidence.count) })
    case 'key_unfit':
      return judge('signature', 'fail', 'key_unfit', { key: evidence.key, why: evidence.why })
    case 'malformed':
      return judge('signature', 'fail', 'not_a_jwt', { why: evidence.why })
    case 'alg_none':
      return judge('signature', 'fail', 'alg_none')
    case 'alg_refused':
      return judge('signature', 'not_checked', 'alg_refused', { alg: evidence.alg })
    case 'secret_absent':
      return judge('signature', 'not_checked', 'secret_absent', { alg: evidence.alg })
    case 'keys_unavailable':
      return judge('signature', 'not_checked', 'keys_unavailable', { why: evidence.why })
    default:
      return judge('signature', 'not_checked', evidence.kind)
  }
}
