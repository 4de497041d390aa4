import { type Finding, finding } from '../lib/finding.ts'
import { encodeFormText } from '../lib/form-text.ts'
import { mask } from '../lib/mask.ts'
import { fail, type Outcome, ok } from '../lib/outcome.ts'
import { problem } from '../lib/problem.ts'
import type { RequestPart, ShownRequest } from '../lib/request-part.ts'
import { buildMaskedUrl, buildUrl } from './authorization-request.ts'
import type { Profile } from './profile.ts'
import { buildAddress, isInsecureAddress, type Variables } from './profile-address.ts'

/** What one logout adds to the profile. */
export interface LogoutRun {
  /** The newest ID token, or `null`: without it the provider asks the person first. */
  readonly idToken: string | null
  readonly state: string
  /** Where the person comes back to, or '': then nothing comes back. */
  readonly redirectUri: string
  readonly variables: Variables
}

/** A logout request (OpenID Connect RP-Initiated Logout, section 2), unmasked: its address holds the ID token. */
export interface LogoutRequest {
  readonly url: string
  readonly parts: readonly RequestPart[]
  readonly redirectUri: string
  /** What was sent, or `null`: without a way back there is no state. */
  readonly state: string | null
  readonly findings: readonly Finding[]
}

function buildFindings(run: LogoutRun, address: string): readonly Finding[] {
  const findings: Finding[] = []
  if (run.idToken === null) findings.push(finding('authorization-request', 'logout_without_hint'))
  if (isInsecureAddress(address)) findings.push(finding('authorization-request', 'insecure_transport'))
  return findings
}

/** Builds the address that a browser opens to sign out, or says what is missing. */
export function buildLogoutRequest(profile: Profile, run: LogoutRun): Outcome<LogoutRequest> {
  const template = profile.dialect.endpoints.endSession
  if (template === '') return fail(problem('authorization-request', 'endpoint_missing', { endpoint: 'endSession' }))
  const address = buildAddress(profile, template, run.variables, 'authorization-request')
  if (!address.ok) return address
  const parts: RequestPart[] = []
  const add = (name: string, value: string, origin: RequestPart['origin'], secret = false): void => {
    if (value !== '') parts.push({ in: 'query', name, value, secret, origin })
  }
  add('id_token_hint', run.idToken ?? '', 'token', true)
  add('client_id', profile.clientId, 'client_id')
  add('post_logout_redirect_uri', run.redirectUri, 'redirect_uri')
  if (run.redirectUri !== '') add('state', run.state, 'state')
  add('ui_locales', profile.authorization.uiLocales, 'authorization')
  return ok({
    url: buildUrl(address.value, parts),
    parts,
    redirectUri: run.redirectUri,
    state: run.redirectUri === '' ? null : run.state,
    findings: buildFindings(run, address.value),
  })
}

/** The form of the request that may be shown and stored. */
export function maskLogoutRequest(request: LogoutRequest): ShownRequest {
  const parts = request.parts.map((part) => (part.secret ? { ...part, value: mask } : part))
  return { method: 'GET', url: buildMaskedUrl(request, parts), parts, body: null }
}

/** The secret parts of a shown request, by their index: what must be revealed before its address can be opened. */
export function listMaskedParts({ parts }: ShownRequest): readonly number[] {
  return parts.flatMap((part, index) => (part.in === 'query' && part.secret ? [index] : []))
}

/** The address of a shown request with a revealed part in its place. */
export function buildRevealedUrl({ url, parts }: ShownRequest, index: number, value: string): string {
  const name = encodeFormText(parts[index]?.name ?? '')
  return url.replace(`${name}=${mask}`, () => `${name}=${encodeFormText(value)}`)
}
