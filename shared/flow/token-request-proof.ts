import type { JsonObject } from '../lib/json-value.ts'
import type { EpochMs } from '../lib/units.ts'
import { readUrl } from '../lib/url.ts'

/** What a DPoP proof is made for. */
export interface ProofRun {
  readonly method: string
  readonly address: string
  readonly jti: string
  readonly now: EpochMs
  /** The nonce that this server gave last, or `null`. */
  readonly nonce: string | null
  /** The base64url SHA-256 of the access token that goes along, or `null`. */
  readonly tokenHash: string | null
}

/** `htu`: the address without query and fragment. */
function buildTarget(address: string): string {
  const url = readUrl(address)
  return url === null ? address.replace(/[?#].*$/s, '') : `${url.origin}${url.pathname}`
}

/** The claims of a DPoP proof (RFC 9449, section 4.2). */
export function buildProofClaims({ method, address, jti, now, nonce, tokenHash }: ProofRun): JsonObject {
  return {
    jti,
    htm: method,
    htu: buildTarget(address),
    iat: Math.floor(now / 1000),
    ...(tokenHash === null ? {} : { ath: tokenHash }),
    ...(nonce === null ? {} : { nonce }),
  }
}
