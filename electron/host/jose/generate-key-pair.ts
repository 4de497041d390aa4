import type { SigningAlgorithm } from '../../../shared/flow/profile-settings.ts'

/**
 * Makes a key pair for a signing algorithm and gives the private half as the text of a JWK, which holds the public half too.
 * Without a `keyId` it is called by its thumbprint. RSA keys have 2048 bits.
 */
export async function generateKeyPair(algorithm: SigningAlgorithm, keyId = ''): Promise<string> {
  const { calculateJwkThumbprint, exportJWK, generateKeyPair } = await import('jose')
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true, modulusLength: 2048 })
  const jwk = await exportJWK(privateKey)
  const kid = keyId === '' ? await calculateJwkThumbprint(jwk) : keyId
  return JSON.stringify({ kid, use: 'sig', alg: algorithm, ...jwk })
}
