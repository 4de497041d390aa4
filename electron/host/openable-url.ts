import { isLoopbackHost, readUrl } from '../../shared/lib/url.ts'

/** 8 KiB (requirement E-15); some systems take less, and say so themselves. */
const longest = 8192

/** Printable ASCII without the characters that a shell or an address bar could read in another way. */
const plainText = /^[!#-;=?-Z[\]_a-z~]+$/

/** `http(s)://authority`, written out: no missing slashes, no user name. */
const openForm = /^https?:\/\/[^/?#@]+([/?#]|$)/i

/** Tells whether what lies at an address travels protected: https:, or http: on this machine. */
export function isProtectedAddress(url: string): boolean {
  const parts = readUrl(url)
  if (parts === null) return false
  return parts.protocol === 'https:' || (parts.protocol === 'http:' && isLoopbackHost(parts.hostname))
}

/**
 * Tells whether an address may be given to other programs (requirement E-15): https:, or http: on this machine;
 * absolute and in plain characters as our own builders write it; no credentials; not too long.
 */
export function isOpenable(url: unknown): url is string {
  if (typeof url !== 'string' || url.length > longest || !plainText.test(url) || !openForm.test(url)) return false
  // A NUL ends a text in many programs, so they would open another address than the one that was checked.
  if (/%00/.test(url)) return false
  const parts = readUrl(url)
  return parts !== null && parts.username === '' && parts.password === '' && isProtectedAddress(url)
}
