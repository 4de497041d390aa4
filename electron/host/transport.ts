import type { Profile, Secrets } from '../../shared/flow/profile.ts'
import type { Transport } from './tls-material.ts'

/** How this profile's connections differ from the usual; `null` where they do not. */
export function readTransport({
  profile,
  secrets,
}: {
  readonly profile: Profile
  readonly secrets: Secrets
}): Transport | null {
  const { clientAuthentication: way } = profile.dialect.request
  const shows = way === 'tls_client_auth' || way === 'self_signed_tls_client_auth'
  const ca = profile.caCertificates === '' ? null : profile.caCertificates
  if (ca === null && !shows) return null
  return {
    ca,
    certificate: shows ? (secrets.tls_certificate ?? null) : null,
    key: shows ? (secrets.tls_key ?? null) : null,
  }
}
