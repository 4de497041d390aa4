import { X509Certificate } from 'node:crypto'
import type { Profile, Secrets } from '../../../shared/flow/profile.ts'
import type { ClientKeys } from '../../../shared/flow/token-request-client-metadata.ts'
import { type Outcome, ok } from '../../../shared/lib/outcome.ts'
import { describeKey } from '../jose/describe-key.ts'

/** The subject as RFC 4514 writes it: the last part first. */
function readSubject(certificate: X509Certificate): string {
  return certificate.subject.split('\n').toReversed().join(',')
}

async function readSigning({ signing }: Profile, text: string | undefined): Promise<Outcome<ClientKeys['signing']>> {
  if (text === undefined) return ok(null)
  const { algorithm, keyId } = signing
  const key = await describeKey({ use: 'signing', text, algorithm, keyId, certificate: null })
  return key.ok ? ok(key.value.jwk) : key
}

async function readCertificate({ tls_key, tls_certificate }: Secrets): Promise<Outcome<ClientKeys['certificate']>> {
  if (tls_key === undefined || tls_certificate === undefined) return ok(null)
  const key = await describeKey({
    use: 'tls',
    text: tls_key,
    algorithm: '',
    keyId: '',
    certificate: tls_certificate,
  })
  if (!key.ok) return key
  const certificate = new X509Certificate(tls_certificate)
  const x5c = [certificate.raw.toString('base64')]
  return ok({ jwk: { ...key.value.jwk, x5c }, subject: readSubject(certificate) })
}

/** The public halves of what a profile proves itself with, for registering them. Nothing private is in them. */
export async function readClientKeys(profile: Profile, secrets: Secrets): Promise<Outcome<ClientKeys>> {
  const signing = await readSigning(profile, secrets.private_key)
  if (!signing.ok) return signing
  const certificate = await readCertificate(secrets)
  if (!certificate.ok) return certificate
  return ok({ signing: signing.value, certificate: certificate.value })
}
