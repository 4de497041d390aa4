import { finding } from '../lib/finding.ts'
import { encodeForm } from '../lib/form-text.ts'
import { buildHeaderParts } from '../lib/header-parts.ts'
import { fail, type Outcome, ok } from '../lib/outcome.ts'
import { problem } from '../lib/problem.ts'
import type { RequestPart } from '../lib/request-part.ts'
import { buildUrl } from './authorization-request.ts'
import type { Profile } from './profile.ts'
import { isInsecureAddress, type Variables } from './profile-address.ts'
import { buildDpopPart, type TokenRequest } from './token-request.ts'
import type { Proofs } from './token-request-authentication.ts'
import { buildEndpointAddress } from './token-request-endpoint.ts'

/** The token that a call to a resource carries, and how it must be shown. */
export interface UserinfoRun {
  readonly accessToken: string
  /** As the provider called it; `null` means Bearer. */
  readonly tokenType: string | null
  readonly variables: Variables
  readonly proofs: Proofs
}

/** Tells whether a token type asks for a proof with every use (RFC 9449, section 7.1). */
export function isDpopType(tokenType: string | null): boolean {
  return tokenType?.toLowerCase() === 'dpop'
}

/** What the settings ask for and no standard allows; `null` where they fit. */
function findMisfit({ lifecycle }: Profile, tokenType: string | null): string | null {
  if (lifecycle.userinfoTokenIn === 'header') return null
  if (lifecycle.userinfoMethod === 'GET') return 'a GET request has no body; choose POST (RFC 6750, section 2.2)'
  return isDpopType(tokenType) ? 'a DPoP token goes in the Authorization header only (RFC 9449, section 7.1)' : null
}

/** Builds the userinfo request (OpenID Connect Core, section 5.3.1). The answer may be JSON or a JWT. */
export function buildUserinfoRequest(profile: Profile, run: UserinfoRun): Outcome<TokenRequest> {
  const address = buildEndpointAddress(profile, 'userinfo', run.variables)
  if (!address.ok) return address
  const misfit = findMisfit(profile, run.tokenType)
  if (misfit !== null)
    return fail(problem('token-request', 'profile_invalid', { '/lifecycle/userinfoTokenIn': misfit }))
  const { userinfoMethod: method, userinfoTokenIn: place } = profile.lifecycle
  const scheme = isDpopType(run.tokenType) ? 'DPoP' : 'Bearer'
  const token: RequestPart =
    place === 'header'
      ? { in: 'header', name: 'Authorization', value: `${scheme} ${run.accessToken}`, secret: true, origin: 'token' }
      : { in: 'form', name: 'access_token', value: run.accessToken, secret: true, origin: 'token' }
  const mediaType = place === 'body' ? 'application/x-www-form-urlencoded' : null
  const parts: readonly RequestPart[] = [
    ...buildHeaderParts({ Accept: 'application/json, application/jwt' }, mediaType).map(
      (part): RequestPart => ({ ...part, origin: 'protocol' }),
    ),
    token,
    ...(run.proofs.dpop === null ? [] : [buildDpopPart(run.proofs.dpop)]),
  ]
  return ok({
    method,
    url: buildUrl(address.value, []),
    headers: parts.filter((part) => part.in === 'header').map((part) => [part.name, part.value]),
    body: place === 'body' ? encodeForm([[token.name, token.value]]) : null,
    parts,
    findings: isInsecureAddress(address.value) ? [finding('token-request', 'insecure_transport')] : [],
  })
}
