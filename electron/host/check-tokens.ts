import type { OtherIdToken } from '../../shared/flow/decoded-token-checks.ts'
import { readIdTokenChecks } from '../../shared/flow/decoded-token-checks.ts'
import type { HashEvidence, HashName } from '../../shared/flow/decoded-token-hashes.ts'
import { readAcceptedAlgorithms } from '../../shared/flow/decoded-token-signature.ts'
import { buildIssuer } from '../../shared/flow/profile-address.ts'
import { readToken, type TokenSet } from '../../shared/flow/token-set.ts'
import type { Check } from '../../shared/lib/check.ts'
import type { JsonObject } from '../../shared/lib/json-value.ts'
import { seconds } from '../../shared/lib/units.ts'
import { buildHalfHash } from './jose/thumbprint.ts'
import { type OpenedJwt, openJwt } from './open-jwt.ts'
import type { Asked, StepOrder } from './run-order.ts'
import { verifySignature } from './verify-signature.ts'

/** What came, and what it belongs to. */
export interface CheckWish {
  readonly tokenSet: TokenSet
  readonly asked: Asked
  /** The code that came with it or was handed in for it, or `null`. */
  readonly code: string | null
  /** `true`: it came in the redirect (implicit and hybrid flows), where more is required. */
  readonly isFront: boolean
  readonly other: OtherIdToken | null
}

/** Hashes with the algorithm of the token what its hash claims are about. */
function buildHashes(wish: CheckWish, alg: string): HashEvidence {
  const hash = (value: string | null | undefined): HashEvidence[HashName] => {
    if (value === null || value === undefined) return 'absent'
    const half = buildHalfHash(value, alg)
    return half === null ? 'unknown' : [half]
  }
  return {
    at_hash: hash(readToken(wish.tokenSet, 'access_token')?.value),
    c_hash: hash(wish.code),
    s_hash: hash(wish.asked.state),
  }
}

/** OpenID Connect Core, sections 3.2.2.10 and 3.3.2.11: what came in the redirect is bound to the ID token beside it. */
function listRequiredHashes({ isFront, tokenSet, code }: CheckWish): readonly HashName[] {
  if (!isFront) return []
  return [
    ...(readToken(tokenSet, 'access_token') === null ? [] : (['at_hash'] as const)),
    ...(code === null ? [] : (['c_hash'] as const)),
  ]
}

/** The claims of a token that is a signed JWT, or was one inside. */
export function readClaims({ decoded }: OpenedJwt): JsonObject | null {
  return decoded.kind === 'jws' ? decoded.payload.members : null
}

/** Checks the ID token of a set, if it has one: every rule has a verdict, and a request for keys stands in the trail. */
export async function checkTokens(order: StepOrder, wish: CheckWish): Promise<readonly Check[]> {
  const { profile, variables, recorder } = order
  const issued = readToken(wish.tokenSet, 'id_token')
  if (issued === null) return []
  const opened = await openJwt(order, issued.value)
  const header = opened.decoded.kind === 'jws' ? opened.decoded.header.members : {}
  const algorithms = readAcceptedAlgorithms(profile.checks.algorithms)
  return readIdTokenChecks(
    {
      ...{ nonce: wish.asked.nonce, maxAge: wish.asked.maxAge, acrValues: wish.asked.acrValues },
      of: wish.isFront ? 'front_id_token' : 'id_token',
      issuer: buildIssuer(profile, variables),
      clientId: profile.clientId,
      algorithms,
      requiredHashes: listRequiredHashes(wish),
      clock: { receivedAt: wish.tokenSet.receivedAt, skew: seconds(profile.checks.clockSkew) },
      began: recorder.exchange().startedAt,
      other: wish.other,
    },
    {
      ...opened,
      signature: await verifySignature(order, opened.token, header, algorithms),
      hashes: buildHashes(wish, typeof header.alg === 'string' ? header.alg : ''),
    },
  )
}
