import { createHash, randomBytes } from 'node:crypto'
import type { Pkce } from '../../shared/flow/authorization-request-run.ts'

/** 256 random bits as 43 unreserved letters: a state, a nonce, a code verifier (RFC 7636, section 4.1). */
export function createRandomText(): string {
  return randomBytes(32).toString('base64url')
}

/** The PKCE pair of one run; `null` where the dialect has it off. There is no way down from S256 but the dialect. */
export function createPkce(method: 'S256' | 'plain' | 'off', verifier = createRandomText()): Pkce | null {
  if (method === 'off') return null
  const challenge = method === 'plain' ? verifier : createHash('sha256').update(verifier, 'ascii').digest('base64url')
  return { method, verifier, challenge }
}
