import { createPublicKey } from 'node:crypto'
import type { KeyUse, PublicKey } from '../../../shared/contract/records.ts'
import type { JsonObject } from '../../../shared/lib/json-value.ts'
import { fail, type Outcome, ok } from '../../../shared/lib/outcome.ts'
import { keyProblem, readPrivateKey } from './read-key.ts'
import { readCertificateThumbprint, readThumbprint } from './thumbprint.ts'

/** A stored private key and what is known about it from the profile. */
export interface StoredKey {
  readonly use: KeyUse
  /** A JWK or PEM. */
  readonly text: string
  /** What the profile signs with; for `tls` the key's own type is told instead. */
  readonly algorithm: string
  /** The profile's own name for it; '' takes the key's. */
  readonly keyId: string
  /** PEM; for `tls` only. */
  readonly certificate: string | null
}

const tlsAlgorithms: Readonly<Record<string, string>> = {
  'P-256': 'ES256',
  'P-384': 'ES384',
  'P-521': 'ES512',
  Ed25519: 'EdDSA',
}

function readTlsAlgorithm({ kty, crv }: JsonObject): string {
  return kty === 'RSA' ? 'RS256' : (tlsAlgorithms[String(crv)] ?? String(crv))
}

/**
 * Builds what may be shown of a stored key: its public half as JWK (RFC 7517) and PEM, and its thumbprints. Only the members of
 * the public half are taken over, so that nothing private can come along. `key_invalid` names the secret that cannot be read.
 */
export async function describeKey({
  use,
  text,
  algorithm,
  keyId,
  certificate,
}: StoredKey): Promise<Outcome<PublicKey>> {
  const read = readPrivateKey(text)
  if (!read.ok) return fail(keyProblem(read.problem.evidence?.why ?? '', { use }))
  const { key, publicJwk, words } = read.value
  const thumbprint = await readThumbprint(publicJwk)
  if (!thumbprint.ok) return thumbprint
  const certificateThumbprint = certificate === null ? null : readCertificateThumbprint(certificate)
  if (certificateThumbprint?.ok === false)
    return fail(keyProblem(certificateThumbprint.problem.evidence?.why ?? '', { use }))
  const kid = keyId !== '' ? keyId : typeof words.kid === 'string' ? words.kid : ''
  const alg = use === 'tls' ? readTlsAlgorithm(publicJwk) : algorithm
  return ok({
    use,
    algorithm: alg,
    keyId: kid,
    thumbprint: thumbprint.value,
    jwk: { ...publicJwk, ...(kid === '' ? {} : { kid }), alg, use: 'sig' },
    publicKey: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
    certificate,
    certificateThumbprint: certificateThumbprint?.value ?? null,
  })
}
