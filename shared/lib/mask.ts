/** What stands for a secret wherever one is shown. Its length says nothing about the secret's length. */
export const mask = '••••••••'

/**
 * Shortens a token to a preview that cannot be used: the first characters and the last four, and never more than a third
 * of it. Previews stand in lists and unsealed in the vault, so that the rest must be beyond guessing.
 */
export function buildPreview(token: string): string {
  if (token.length <= 12) return mask
  const tail = Math.min(4, Math.floor(token.length / 9))
  return `${token.slice(0, tail * 2)}…${token.slice(-tail)}`
}

/** Names of parameters and fields whose values are never shown unasked, in any spelling the providers use. */
const secretNames =
  /^(client_?secret|secret|app_?(secret|key)|password|passwd|code|code_?verifier|access_?token|refresh_?token|id_?token|token|assertion|client_?assertion|device_?code|session_(key|secret)|mac_key|csrf_token|authorization|cookie|set-cookie|(x-)?api[-_]?key|value)$/i

/** Tells whether a parameter, header or member of that name carries a secret. */
export function isSecretName(name: string): boolean {
  return secretNames.test(name.trim())
}

/** Masks the secret parameters in a URL's query and fragment, and any credentials in its authority. */
export function maskUrl(url: string): string {
  return (
    url
      .replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, `$1${mask}@`)
      // No mark inside a name: otherwise a long run of marks is walked through once for each of them.
      .replace(/([?&#])([^=?&#]+)=([^&#]*)/g, (whole, mark: string, name: string) =>
        isSecretName(decodeName(name)) ? `${mark}${name}=${mask}` : whole,
      )
  )
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll('+', ' '))
  } catch {
    return name
  }
}

/** Replaces every occurrence of the given secrets in a text, also where they are URL-encoded or JSON-escaped. */
export function maskText(text: string, secrets: readonly string[]): string {
  const spellings = new Set<string>()
  for (const secret of secrets) {
    // No spelling is shorter than the secret itself, and most texts are shorter than most tokens.
    if (secret.length < 4 || secret.length > text.length) continue
    spellings.add(secret)
    // A token may hold half of a surrogate pair, which has no form in a URL.
    const encoded = encodeURIComponent(secret.toWellFormed())
    spellings.add(encoded)
    spellings.add(encoded.replaceAll('%20', '+'))
    spellings.add(JSON.stringify(secret).slice(1, -1))
  }
  const longestFirst = [...spellings].sort((a, b) => b.length - a.length)
  return longestFirst.reduce((masked, spelling) => masked.replaceAll(spelling, mask), text)
}
