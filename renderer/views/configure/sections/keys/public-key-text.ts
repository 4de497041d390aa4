import type { PublicKey } from '../../../../../shared/contract/records.ts'

export const publicKeyForms = ['jwk', 'jwks', 'pem', 'certificate'] as const
export type PublicKeyForm = (typeof publicKeyForms)[number]

/** The forms that a provider may ask for; a certificate only where there is one. */
export function listPublicKeyForms(key: PublicKey): readonly PublicKeyForm[] {
  return publicKeyForms.filter((form) => form !== 'certificate' || key.certificate !== null)
}

/** The public half of a key as a provider takes it (RFC 7517; RFC 7468). */
export function buildPublicKeyText(key: PublicKey, form: PublicKeyForm): string {
  switch (form) {
    case 'jwk':
      return JSON.stringify(key.jwk, null, 2)
    case 'jwks':
      return JSON.stringify({ keys: [key.jwk] }, null, 2)
    case 'pem':
      return key.publicKey.trim()
    case 'certificate':
      return key.certificate?.trim() ?? ''
  }
}
