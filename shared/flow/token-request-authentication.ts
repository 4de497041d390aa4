import type { ClientAuthentication } from '../dialects/request-rules.ts'
import { encodeBase64 } from '../lib/bytes-text.ts'
import { type Finding, finding } from '../lib/finding.ts'
import { encodeFormText } from '../lib/form-text.ts'
import { fail, type Outcome, ok } from '../lib/outcome.ts'
import { problem } from '../lib/problem.ts'
import type { RequestPart } from '../lib/request-part.ts'
import type { Profile, SecretName, Secrets } from './profile.ts'

/** RFC 6749, section 2.3.1: id and secret are form-encoded, joined by a colon, then base64. */
export function buildBasic(clientId: string, clientSecret: string): string {
  return `Basic ${encodeBase64(`${encodeFormText(clientId)}:${encodeFormText(clientSecret)}`)}`
}

/** As many providers document it (BambooCloud): base64 of `client_id:client_secret` as they are. */
export function buildBasicRaw(clientId: string, clientSecret: string): string {
  return `Basic ${encodeBase64(`${clientId}:${clientSecret}`)}`
}

/** What a run signed for one request, because this folder cannot sign: a client assertion (RFC 7523) and a DPoP proof (RFC 9449). */
export interface Proofs {
  readonly clientAssertion: string | null
  readonly dpop: string | null
}

export const noProofs: Proofs = { clientAssertion: null, dpop: null }

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** The secrets that a way of proving the client needs. */
export function readNeededSecrets(way: ClientAuthentication): readonly SecretName[] {
  if (way === 'none') return []
  if (way === 'private_key_jwt') return ['private_key']
  return way === 'tls_client_auth' || way === 'self_signed_tls_client_auth'
    ? ['tls_certificate', 'tls_key']
    : ['client_secret']
}

/**
 * The parts that prove the client. An empty secret is sent as empty where the person stored it so; `none` and the TLS ways send
 * the id alone (RFC 8705, section 2), the JWT ways an assertion that was signed for this request.
 */
export function buildAuthenticationParts(
  profile: Profile,
  secrets: Secrets,
  proofs: Proofs,
): Outcome<readonly RequestPart[]> {
  const { clientAuthentication: way, token } = profile.dialect.request
  const place = way === 'query' ? 'query' : token.placement
  const id: RequestPart = { in: place, name: 'client_id', value: profile.clientId, secret: false, origin: 'client_id' }
  const missing = readNeededSecrets(way).find((name) => secrets[name] === undefined)
  if (missing !== undefined)
    return fail(problem('token-request', 'secret_missing', { secret: missing }, `The profile has no ${missing}.`))
  const { client_secret: secret = '' } = secrets
  switch (way) {
    case 'none':
      return ok(profile.clientId === '' ? [] : [id])
    case 'basic':
    case 'basic_raw': {
      const value = way === 'basic' ? buildBasic(profile.clientId, secret) : buildBasicRaw(profile.clientId, secret)
      return ok([{ in: 'header', name: 'Authorization', value, secret: true, origin: 'client_authentication' }])
    }
    case 'client_secret_jwt':
    case 'private_key_jwt': {
      const assertion = { in: place, origin: 'client_assertion' } as const
      return ok([
        id,
        { ...assertion, name: 'client_assertion_type', value: assertionType, secret: false },
        { ...assertion, name: 'client_assertion', value: proofs.clientAssertion ?? '', secret: true },
      ])
    }
    case 'tls_client_auth':
    case 'self_signed_tls_client_auth':
      return ok([id])
    default:
      return ok([id, { in: place, name: 'client_secret', value: secret, secret: true, origin: 'client_secret' }])
  }
}

/** What is worth saying about the way the client is proved. */
export function buildAuthenticationFindings(profile: Profile, secrets: Secrets): readonly Finding[] {
  if (profile.dialect.request.clientAuthentication !== 'basic_raw') return []
  const differs = isBasicAmbiguous(profile.clientId, secrets.client_secret ?? '')
  const difference = differs
    ? 'For this id and secret the two differ.'
    : 'Yours hold no special bytes, so both ways give the same.'
  return [finding('token-request', 'basic_raw', { difference })]
}

/** Tells whether the two Basic spellings differ for this client. */
export function isBasicAmbiguous(clientId: string, clientSecret: string): boolean {
  return buildBasic(clientId, clientSecret) !== buildBasicRaw(clientId, clientSecret)
}
