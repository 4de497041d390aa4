import { encodeBase64 } from '../lib/bytes-text.ts'
import { type Finding, finding } from '../lib/finding.ts'
import { encodeFormText } from '../lib/form-text.ts'
import { fail, type Outcome, ok } from '../lib/outcome.ts'
import { problem } from '../lib/problem.ts'
import type { RequestPart } from '../lib/request-part.ts'
import type { Profile, Secrets } from './profile.ts'

/** RFC 6749, section 2.3.1: id and secret are form-encoded, joined by a colon, then base64. */
export function buildBasic(clientId: string, clientSecret: string): string {
  return `Basic ${encodeBase64(`${encodeFormText(clientId)}:${encodeFormText(clientSecret)}`)}`
}

/** As many providers document it (BambooCloud): base64 of `client_id:client_secret` as they are. */
export function buildBasicRaw(clientId: string, clientSecret: string): string {
  return `Basic ${encodeBase64(`${clientId}:${clientSecret}`)}`
}

/** The parts that prove the client. An empty secret is sent as empty where the person stored it so; `none` sends the id alone. */
export function buildAuthenticationParts(profile: Profile, secrets: Secrets): Outcome<readonly RequestPart[]> {
  const { clientAuthentication: way, token } = profile.dialect.request
  const id: RequestPart = {
    in: token.placement,
    name: 'client_id',
    value: profile.clientId,
    secret: false,
    origin: 'client_id',
  }
  if (way === 'none') return ok(profile.clientId === '' ? [] : [id])
  if (way === 'client_secret_jwt' || way === 'private_key_jwt' || way === 'tls')
    return fail(problem('token-request', 'client_authentication_unsupported', { clientAuthentication: way }))
  const secret = secrets.client_secret
  if (secret === undefined)
    return fail(
      problem('token-request', 'secret_missing', { secret: 'client_secret' }, 'The profile has no client secret.'),
    )
  if (way === 'basic' || way === 'basic_raw') {
    const value = way === 'basic' ? buildBasic(profile.clientId, secret) : buildBasicRaw(profile.clientId, secret)
    return ok([{ in: 'header', name: 'Authorization', value, secret: true, origin: 'client_authentication' }])
  }
  const place = way === 'query' ? 'query' : token.placement
  return ok([
    { ...id, in: place },
    { in: place, name: 'client_secret', value: secret, secret: true, origin: 'client_secret' },
  ])
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
