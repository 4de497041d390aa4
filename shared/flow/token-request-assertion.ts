import { createJsonObject, isJsonObject, type JsonObject, type JsonValue } from '../lib/json-value.ts'
import { fail, type Outcome, ok } from '../lib/outcome.ts'
import { problem, type Step } from '../lib/problem.ts'
import type { EpochMs } from '../lib/units.ts'
import type { Profile } from './profile.ts'
import { buildAddress, buildFilledText, buildVariables, type Variables } from './profile-address.ts'

/** What only the moment of signing knows. */
export interface AssertionRun {
  readonly variables: Variables
  /** A fresh, unguessable id: an assertion is good once (RFC 7523, section 3, point 7). */
  readonly jti: string
  readonly now: EpochMs
}

function refuse(step: Step, place: string, why: string): Outcome<never> {
  return fail(problem(step, 'profile_invalid', { [place]: why }))
}

function buildTimes({ signing }: Profile, { now, jti }: AssertionRun): JsonObject {
  const iat = Math.floor(now / 1000)
  return { jti, iat, exp: iat + signing.lifetime }
}

function buildClientAudience(profile: Profile, { variables }: AssertionRun): Outcome<string> {
  const { audience, ownAudience } = profile.signing
  const { issuer, endpoints } = profile.dialect
  if (audience === 'token_endpoint') return buildAddress(profile, endpoints.token, variables, 'token-request')
  if (audience === 'own')
    return ownAudience === ''
      ? refuse('token-request', '/signing/ownAudience', 'is empty, and the client assertion is meant for it')
      : ok(ownAudience)
  return issuer === ''
    ? refuse('token-request', '/dialect/issuer', 'is empty, and the client assertion is meant for the issuer')
    : ok(buildFilledText(issuer, buildVariables(profile, variables)))
}

/**
 * The claims of a client assertion (RFC 7523, section 3; OpenID Connect Core, section 9): the client speaks of itself to the
 * audience that the profile names.
 */
export function buildClientAssertionClaims(profile: Profile, run: AssertionRun): Outcome<JsonObject> {
  const { clientId } = profile
  if (clientId === '')
    return refuse('token-request', '/clientId', 'is empty, and the client assertion is signed for it')
  const audience = buildClientAudience(profile, run)
  if (!audience.ok) return audience
  return ok({ iss: clientId, sub: clientId, aud: audience.value, ...buildTimes(profile, run) })
}

function readClaims(text: string): JsonObject | null {
  if (text.trim() === '') return createJsonObject()
  try {
    const value = JSON.parse(text) as JsonValue
    return isJsonObject(value) ? value : null
  } catch {
    // The caller names the setting; the parser's words would quote it.
    return null
  }
}

/**
 * The claims of the JWT that a JWT bearer grant hands in (RFC 7523, section 3). The profile's own claims come last and win,
 * because testing what a server refuses is a use of this.
 */
export function buildGrantAssertionClaims(profile: Profile, run: AssertionRun): Outcome<JsonObject> {
  const { issuer, subject, audience, claims } = profile.assertion
  const own = readClaims(claims)
  if (own === null) return refuse('grant', '/assertion/claims', 'is not a JSON object')
  const iss = issuer === '' ? profile.clientId : issuer
  if (iss === '') return refuse('grant', '/assertion/issuer', 'is empty, and so is the client id')
  const address =
    audience === ''
      ? buildAddress(profile, profile.dialect.endpoints.token, run.variables, 'grant')
      : ok(buildFilledText(audience, buildVariables(profile, run.variables)))
  if (!address.ok) return address
  const sub = [subject, profile.username, profile.clientId].find((one) => one !== '') ?? iss
  return ok({ iss, sub, aud: address.value, ...buildTimes(profile, run), ...own })
}
