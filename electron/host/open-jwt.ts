import { type DecodedToken, decodeToken } from '../../shared/flow/decoded-token.ts'
import { decryptJwe } from './jose/decrypt-jwe.ts'
import type { StepOrder } from './run-order.ts'

/** A JWT as far as it can be opened. */
export interface OpenedJwt {
  /** The signed token: the one that came, or the one inside. */
  readonly token: string
  readonly decoded: DecodedToken
  /** Why an encrypted one stays closed, or `null`. */
  readonly closed: string | null
  /** It came encrypted and was opened. */
  readonly opened: boolean
}

/** Decodes a JWT, and opens an encrypted one with the keys of the profile (OpenID Connect Core, section 3.1.3.7, rule 1). */
export async function openJwt({ secrets }: StepOrder, token: string): Promise<OpenedJwt> {
  const decoded = decodeToken(token)
  if (decoded.kind !== 'jwe') return { token, decoded, closed: null, opened: false }
  const opened = await decryptJwe(token, secrets.private_key ?? null, secrets.client_secret ?? null)
  if (!opened.ok) {
    const closed = opened.problem.evidence?.why ?? opened.problem.message
    return { token, decoded, closed, opened: false }
  }
  return { token: opened.value, decoded: decodeToken(opened.value), closed: null, opened: true }
}
