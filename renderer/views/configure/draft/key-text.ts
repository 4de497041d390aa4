/** What a text that was pasted as a key or certificate looks like; `other` is neither. */
export type KeyText =
  | 'empty'
  | 'jwk'
  | 'public_jwk'
  | 'pem_key'
  | 'pem_encrypted'
  | 'pem_public'
  | 'certificate'
  | 'other'

function readJwk(text: string): KeyText {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('kty' in value)) return 'other'
    return 'd' in value ? 'jwk' : 'public_jwk'
  } catch {
    // The text begins like JSON and is none; what it holds may be a secret and is not quoted.
    return 'other'
  }
}

/** Reads only what kind of text it is (RFC 7468, RFC 7517); whether the key is any good is found out where it is used. */
export function readKeyText(text: string): KeyText {
  const trimmed = text.trim()
  if (trimmed === '') return 'empty'
  if (trimmed.startsWith('{')) return readJwk(trimmed)
  const label = /-----BEGIN ([A-Z0-9 ]+)-----/.exec(trimmed)?.[1] ?? ''
  if (label === 'ENCRYPTED PRIVATE KEY' || /^Proc-Type: 4,ENCRYPTED/m.test(trimmed)) return 'pem_encrypted'
  if (label.endsWith('PRIVATE KEY')) return 'pem_key'
  if (label === 'CERTIFICATE') return 'certificate'
  return label.endsWith('PUBLIC KEY') ? 'pem_public' : 'other'
}

/** Why a text is no private key, in the name of its words, or `null` when it may be one. */
export function findKeyFault(text: string): Exclude<KeyText, 'empty' | 'jwk' | 'pem_key'> | null {
  const kind = readKeyText(text)
  return kind === 'empty' || kind === 'jwk' || kind === 'pem_key' ? null : kind
}

/** Why a text is no certificate; a private key pasted there would be shown to nobody, and would also be of no use. */
export function findCertificateFault(text: string): 'notCertificate' | null {
  const kind = readKeyText(text)
  return kind === 'empty' || kind === 'certificate' ? null : 'notCertificate'
}
