import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** The header that carries the run's key; no form and no cross-origin request without preflight can set it. */
export const keyHeader = 'x-tokendesk-key'

/** Makes the key of one run: 256 bits, as base64url, so that it needs no encoding in a fragment. */
export function createRunKey(): string {
  return randomBytes(32).toString('base64url')
}

/** Compares in a time that tells nothing about the key, whatever the length of what was given. */
export function isRunKey(given: string, key: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(key))
}
