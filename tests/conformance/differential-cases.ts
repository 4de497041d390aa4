import type { ProfileDocument } from '../../shared/flow/profile.ts'
import { readOpKey, signClaims, spoilSignature } from './op-keys.ts'
import type { Spoil } from './open-op.ts'

/** One answer of a provider that oauth4webapi and we judge, each alone. */
export interface DifferentialCase {
  readonly spoil: Spoil
  readonly profile?: Partial<ProfileDocument>
  /** The answer to a refresh is judged instead of that to the code. */
  readonly isRefresh?: boolean
  /** Why the two differ; absent where they agree. */
  readonly differs?: string
}

const inSeconds = (from: number): number => Math.floor(Date.now() / 1000) + from

const maxAge: Partial<ProfileDocument> = { authorization: { maxAge: 60 } }

/** Answers of the token endpoint, good and bad. */
export const tokenCases: Readonly<Record<string, DifferentialCase>> = {
  'a good answer': { spoil: {} },
  'another issuer': { spoil: { claims: { iss: 'https://other.test' } } },
  'no issuer': { spoil: { claims: { iss: undefined } } },
  'another audience': { spoil: { claims: { aud: 'other' } } },
  'no audience': { spoil: { claims: { aud: undefined } } },
  'an audience in a list': { spoil: { claims: { aud: ['rp'] } } },
  'several audiences without azp': { spoil: { claims: { aud: ['rp', 'other'] } } },
  'several audiences with our azp': { spoil: { claims: { aud: ['rp', 'other'], azp: 'rp' } } },
  'several audiences with another azp': { spoil: { claims: { aud: ['rp', 'other'], azp: 'other' } } },
  'another azp beside one audience': {
    spoil: { claims: { azp: 'other' } },
    differs:
      'OpenID Connect Core, 3.1.3.7, rule 5: azp, wherever it stands, should be the client; the other looks at it beside several audiences alone',
  },
  'the same audience twice without azp': {
    spoil: { claims: { aud: ['rp', 'rp'] } },
    differs: 'one audience named twice is one audience; the other counts the entries',
  },
  'an end long ago': { spoil: { claims: { exp: inSeconds(-3600) } } },
  'an end within the tolerance': { spoil: { claims: { exp: inSeconds(-20) } } },
  'an end as text': { spoil: { claims: { exp: String(inSeconds(300)) } } },
  'an end in milliseconds': {
    spoil: { claims: { exp: inSeconds(300) * 1000 } },
    differs: 'a NumericDate beyond the year 5138 counts milliseconds; the other takes it as a token that never ends',
  },
  'no end': { spoil: { claims: { exp: undefined } } },
  'no moment of issue': { spoil: { claims: { iat: undefined } } },
  'a moment of issue as text': { spoil: { claims: { iat: 'now' } } },
  'an issue in the future': {
    spoil: { claims: { iat: inSeconds(600) } },
    differs: 'requirement I-05: iat must not lie in the future; the other looks at its type alone',
  },
  'an issue long before the run': {
    spoil: { claims: { iat: inSeconds(-7200) } },
    differs:
      'requirement I-05: an ID token is not older than the run that asked for it; the other looks at the type of iat alone',
  },
  'a start in the future': { spoil: { claims: { nbf: inSeconds(600) } } },
  'a start as text': { spoil: { claims: { nbf: '0' } } },
  'another nonce': { spoil: { claims: { nonce: 'other' } } },
  'no nonce': { spoil: { claims: { nonce: undefined } } },
  'no subject': { spoil: { claims: { sub: undefined } } },
  'an empty subject': {
    spoil: { claims: { sub: '' } },
    differs: 'an empty sub names nobody; the other takes every text',
  },
  'a subject that is a number': { spoil: { claims: { sub: 42 } } },
  'a sign-in just now': { spoil: { claims: { auth_time: inSeconds(0) } }, profile: maxAge },
  'a sign-in too long ago': { spoil: { claims: { auth_time: inSeconds(-600) } }, profile: maxAge },
  'no moment of sign-in': { spoil: {}, profile: maxAge },
  'a moment of sign-in as text': { spoil: { claims: { auth_time: 'now' } }, profile: maxAge },
  'a wrong signature': { spoil: { token: spoilSignature } },
  'a token that names no key': { spoil: { header: { kid: undefined } } },
  'a token that names an unknown key': { spoil: { header: { kid: 'nobody' } } },
  'a signature of another algorithm': {
    spoil: { sign: async (claims) => signClaims(claims, await readOpKey('ES256')) },
    profile: { checks: { algorithms: ['RS256'] } },
  },
  'a header with a member that must be understood': { spoil: { header: { crit: ['b64'], b64: true } } },
  'a token that is none': { spoil: { token: () => 'not-a-token' } },
  'a token that was shortened': { spoil: { token: (token) => token.slice(0, -20) } },
  'another hash of the access token': {
    spoil: { claims: { at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' } },
    differs: 'requirement I-07: at_hash is verified wherever it stands; the other does not look at it in the code flow',
  },
  'no type of the token': {
    spoil: { tokenResponse: { token_type: undefined } },
    differs: 'an inspector reads on without token_type and says so in a finding; the other stops',
  },
  'no ID token': {
    spoil: { tokenResponse: { id_token: undefined } },
    differs: 'without an ID token there is nothing to judge; the other stops, because a nonce was expected in one',
  },
  'an access token that is a number': { spoil: { tokenResponse: { access_token: 7 } } },
  'a refusal with HTTP 200': {
    spoil: { tokenResponse: { access_token: undefined, error: 'invalid_grant' } },
  },
  'a good answer to a refresh': { spoil: {}, isRefresh: true },
  'a refresh with another issuer': { spoil: { refreshedClaims: { iss: 'https://other.test' } }, isRefresh: true },
  'a refresh with another audience': { spoil: { refreshedClaims: { aud: 'other' } }, isRefresh: true },
  'a refresh with another subject': {
    spoil: { refreshedClaims: { sub: 'person-2' } },
    isRefresh: true,
    differs:
      'OpenID Connect Core, 12.2: a refreshed ID token is about the same person; the other leaves that to its caller',
  },
  'a refresh without an ID token': { spoil: { tokenResponse: { id_token: undefined } }, isRefresh: true },
}
