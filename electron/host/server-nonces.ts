/** The nonces that servers want in DPoP proofs (RFC 9449, section 8): the newest of each origin, in memory only. */
export interface ServerNonces {
  /** Takes note of the headers that came from an address; a `DPoP-Nonce` replaces the one before, whatever the status. */
  note(url: string, headers: readonly (readonly [name: string, value: string])[]): void
  of(url: string): string | null
}

/** So many origins are remembered; one that is forgotten only asks again. */
const mostOrigins = 100

/** No server needs more; a longer one is not carried along. */
const longest = 2048

/** Creates an empty memory of nonces. */
export function createServerNonces(): ServerNonces {
  const known = new Map<string, string>()
  return {
    note: (url, headers) => {
      const nonce = headers.find(([name]) => name.toLowerCase() === 'dpop-nonce')?.[1] ?? ''
      if (nonce === '' || nonce.length > longest) return
      const { origin } = new URL(url)
      known.delete(origin)
      known.set(origin, nonce)
      const [oldest] = known.keys()
      if (known.size > mostOrigins && oldest !== undefined) known.delete(oldest)
    },
    of: (url) => known.get(new URL(url).origin) ?? null,
  }
}
