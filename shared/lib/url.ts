/** The parts of an absolute URL, as the WHATWG URL standard names them. */
export interface UrlParts {
  readonly href: string
  readonly origin: string
  readonly protocol: string
  readonly username: string
  readonly password: string
  readonly host: string
  readonly hostname: string
  readonly port: string
  readonly pathname: string
  readonly search: string
  readonly hash: string
}

// Every environment we run in has the WHATWG parser; this folder is compiled without the types of any of them.
const { URL } = globalThis as unknown as { readonly URL: new (text: string) => UrlParts }

/** Reads an absolute URL; `null` when the text is none. */
export function readUrl(text: string): UrlParts | null {
  try {
    return new URL(text)
  } catch {
    // The constructor has no other way to say "not a URL".
    return null
  }
}

/** Tells whether a host name is this machine itself (RFC 8252, section 7.3, and localhost). */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname === '::1' || /^127(\.\d{1,3}){3}$/.test(hostname)
}
