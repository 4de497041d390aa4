import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import type { SecretName } from '../../shared/flow/profile.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import type { EpochMs } from '../../shared/lib/units.ts'
import { readPrivateKey } from './jose/read-key.ts'
import { nameKey } from './needed-secret.ts'

/** How the connection of one profile differs: certificates (PEM) it trusts besides the system's, and those it shows (RFC 8705). */
export interface Transport {
  readonly ca: string | null
  readonly certificate: string | null
  readonly key: string | null
}

/** The same, read and checked, as a TLS connection wants it. */
export interface TlsMaterial {
  readonly ca?: string[]
  readonly cert?: string
  readonly key?: string
}

const pemCertificate = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

function refuse(secret: SecretName, why: string, more: Readonly<Record<string, string>> = {}): Outcome<never> {
  return fail(problem('token-request', 'key_invalid', { secret, why, ...more }))
}

function readCertificates(text: string): readonly X509Certificate[] | null {
  try {
    const read = [...text.matchAll(pemCertificate)].map(([pem]) => new X509Certificate(pem))
    return read.length === 0 ? null : read
  } catch {
    // What OpenSSL says of it helps nobody, and may quote it.
    return null
  }
}

function readMoment(text: string): number {
  return new Date(text).getTime()
}

/** The certificate that a client shows, with its key: they must belong together, and the certificate must be in its time. */
function readShown(certificate: string, key: string | null, now: EpochMs): Outcome<TlsMaterial> {
  if (key === null)
    return fail(problem('token-request', 'secret_missing', { secret: 'tls_key' }, 'The profile has no tls_key.'))
  const [own] = readCertificates(certificate) ?? []
  if (own === undefined) return refuse('tls_certificate', 'it is no readable PEM certificate')
  const privateKey = nameKey(readPrivateKey(key), 'tls_key')
  if (!privateKey.ok) return privateKey
  if (!own.checkPrivateKey(privateKey.value.key)) return refuse('tls_certificate', 'it does not belong to tls_key')
  const times = { validFrom: own.validFrom, validTo: own.validTo }
  if (readMoment(own.validTo) < now) return refuse('tls_certificate', 'it has expired', times)
  if (readMoment(own.validFrom) > now) return refuse('tls_certificate', 'it is not valid yet', times)
  return ok({ cert: certificate, key: privateKey.value.key.export({ type: 'pkcs8', format: 'pem' }).toString() })
}

/**
 * Reads what a connection shall trust and show. A certificate that does not fit its key, has run out or cannot be read is named
 * before anything is sent.
 */
export function readTlsMaterial({ ca, certificate, key }: Transport, now: EpochMs): Outcome<TlsMaterial> {
  const trusted = ca === null ? [] : readCertificates(ca)
  if (trusted === null)
    return fail(
      problem('token-request', 'key_invalid', { place: '/caCertificates', why: 'it is no readable PEM certificate' }),
    )
  const trust = trusted.length === 0 ? {} : { ca: [...rootCertificates, ...trusted.map(String)] }
  if (certificate === null) return ok(trust)
  const shown = readShown(certificate, key, now)
  return shown.ok ? ok({ ...trust, ...shown.value }) : shown
}
