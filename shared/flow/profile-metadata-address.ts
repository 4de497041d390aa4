import { fail, type Outcome, ok } from '../lib/outcome.ts'
import { problem } from '../lib/problem.ts'
import { isLoopbackHost, readUrl, type UrlParts } from '../lib/url.ts'

/** Where the metadata of an issuer may be, and which issuers a document found there may name. */
export interface MetadataAddresses {
  /** Compared byte for byte with `issuer` of the document; two where a pasted address leaves the last slash open. */
  readonly issuers: readonly string[]
  /** In the order in which they are asked. */
  readonly addresses: readonly string[]
  /** The issuer was read from the address of a document that a person pasted. */
  readonly derived: boolean
}

const wellKnown = '/.well-known/'
const kinds = ['openid-configuration', 'oauth-authorization-server'] as const
const [openid, oauth] = kinds

/**
 * The addresses of an issuer's metadata in their order: appended (OpenID Connect Discovery 1.0, section 4), then inserted
 * before the path (RFC 8414, section 3.1, and section 5 for the name of OpenID Connect).
 */
function listAddresses({ origin, pathname }: UrlParts): readonly string[] {
  const path = pathname.replace(/\/$/, '')
  return [
    ...new Set([
      `${origin}${path}${wellKnown}${openid}`,
      `${origin}${wellKnown}${oauth}${path}`,
      `${origin}${wellKnown}${openid}${path}`,
    ]),
  ]
}

/** The path of the issuer whose document has this address, or `null` when it is no address of a document. */
function readIssuerPath(pathname: string): string | null {
  for (const kind of kinds) {
    if (pathname.startsWith(`${wellKnown}${kind}/`)) return pathname.slice(`${wellKnown}${kind}`.length)
    if (pathname.endsWith(`${wellKnown}${kind}`)) return pathname.slice(0, -`${wellKnown}${kind}`.length)
  }
  return null
}

function refuse(address: string, reason: string): Outcome<never> {
  return fail(problem('profile', 'url_invalid', { address, reason }))
}

/** Checks what a person gave: an absolute address that is safe to ask; an issuer has neither query nor fragment (RFC 8414, section 2). */
function readAddress(text: string, insecureAllowed: boolean): Outcome<UrlParts> {
  const url = readUrl(text)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    return refuse(text, 'It is no absolute http or https URL.')
  if (url.username !== '' || url.password !== '')
    return fail(problem('profile', 'url_invalid', { reason: 'It carries a user name or password.' }))
  if (text.includes('#')) return refuse(text, 'An issuer has no fragment.')
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname) && !insecureAllowed)
    return fail(problem('profile', 'url_insecure', { address: text }))
  return ok(url)
}

/**
 * Reads what a person gave as an issuer: the identifier itself, or the whole address of its document. https: is required
 * except on this machine, unless the profile allows it.
 */
export function readMetadataAddresses(given: string, insecureAllowed: boolean): Outcome<MetadataAddresses> {
  const text = given.trim()
  const url = readAddress(text, insecureAllowed)
  if (!url.ok) return url
  const { origin, pathname, search } = url.value
  const path = readIssuerPath(pathname)
  if (path !== null) {
    const issuer = `${origin}${path.replace(/\/$/, '')}`
    const other = listAddresses({ ...url.value, pathname: path })
    const addresses = [...new Set([`${origin}${pathname}${search}`, ...other])]
    return ok({ issuers: [issuer, `${issuer}/`], addresses, derived: true })
  }
  if (search !== '' || text.includes('?')) return refuse(text, 'An issuer has no query.')
  return ok({ issuers: [text], addresses: listAddresses(url.value), derived: false })
}
