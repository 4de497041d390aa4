import type { RawResponse } from '../../../shared/flow/raw-response.ts'
import { mask, maskText } from '../../../shared/lib/mask.ts'

/** The members of a registration that are secrets of the client. A value that was cut off has no closing quote. */
const issued = /("(?:client_secret|registration_access_token)"\s*:\s*")(?:[^"\\]|\\.)*/g

/**
 * The answer as its trail may keep it: what the provider issued as a secret lives in the profile, and nowhere else. The rest stays
 * byte for byte.
 */
export function maskIssued(response: RawResponse, known: readonly string[]): RawResponse {
  const text = Buffer.from(response.body, 'base64').toString('latin1')
  // Each byte is one letter here, so the marks and the secrets are written in bytes as well.
  const toBytes = (one: string): string => Buffer.from(one, 'utf8').toString('latin1')
  const marks = toBytes(mask)
  const hidden = text.replace(issued, (_, start: string) => `${start}${marks}`)
  const masked = maskText(hidden, known.map(toBytes)).replaceAll(mask, marks)
  return { ...response, body: Buffer.from(masked, 'latin1').toString('base64') }
}
