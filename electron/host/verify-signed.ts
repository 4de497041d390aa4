import { readAcceptedAlgorithms } from '../../shared/flow/decoded-token-signature.ts'
import { type ExpectedJwt, readSignedChecks } from '../../shared/flow/decoded-token-signed.ts'
import { buildIssuer } from '../../shared/flow/profile-address.ts'
import type { Check, CheckSubject } from '../../shared/lib/check.ts'
import type { JsonObject } from '../../shared/lib/json-value.ts'
import { type EpochMs, seconds } from '../../shared/lib/units.ts'
import { openJwt } from './open-jwt.ts'
import type { StepOrder } from './run-order.ts'
import { verifySignature } from './verify-signature.ts'

/** A signed answer, and what it must show. What is left out is the profile's: its client id is the audience. */
export interface SignedWish {
  readonly of: CheckSubject
  readonly receivedAt: EpochMs
  readonly required: ExpectedJwt['required']
  readonly typ?: string
  readonly audience?: string
}

/** A signed answer that was read: its claims, to be believed as far as the checks passed. `null` when it is no JWT. */
export interface ReadSigned {
  readonly claims: JsonObject | null
  readonly checks: readonly Check[]
}

/**
 * Verifies a JWT of the provider with its keys and judges its form, algorithm, signature, `iss`, `aud` and time: an authorization
 * response (JARM, section 2.4), signed userinfo (OpenID Connect Core, section 5.3.4), an introspection response (RFC 9701,
 * section 5). An encrypted one is opened first. A request for keys stands in the trail. Never throws.
 */
export async function verifySigned(order: StepOrder, jwt: string, wish: SignedWish): Promise<ReadSigned> {
  const { profile } = order
  const opened = await openJwt(order, jwt)
  const { decoded, token } = opened
  const algorithms = readAcceptedAlgorithms(profile.checks.algorithms)
  const signature =
    decoded.kind === 'jws' ? await verifySignature(order, token, decoded.header.members, algorithms) : notVerified
  const expected: ExpectedJwt = {
    of: wish.of,
    issuer: buildIssuer(profile, order.variables),
    audience: wish.audience ?? profile.clientId,
    algorithms,
    required: wish.required,
    typ: wish.typ ?? null,
    clock: { receivedAt: wish.receivedAt, skew: seconds(profile.checks.clockSkew) },
  }
  const checks = readSignedChecks(expected, { ...opened, signature })
  return { claims: decoded.kind === 'jws' ? decoded.payload.members : null, checks }
}

/** There is no signature to verify. */
const notVerified = { kind: 'malformed', why: 'it is no signed JWT' } as const
