import { isLoopbackHost, readUrl } from '../../shared/lib/url.ts'
import type { DesktopWords } from './desktop-words.ts'

/**
 * The title of the sign-in window: whose page this is and how it is protected (requirement N-01). Only the host is
 * shown: a path or a query may carry secrets (S-10). The host is in its ASCII form, so that no letter looks like
 * another.
 */
export function buildSignInTitle(url: string, words: DesktopWords): string {
  const parts = readUrl(url)
  if (parts === null || parts.host === '') return words.signIn
  if (parts.protocol === 'https:') return `${parts.host} · ${words.secure} · ${words.signIn}`
  const protection = isLoopbackHost(parts.hostname) ? words.thisMachine : words.insecure
  return `${parts.host} · ${protection} · ${words.signIn}`
}
