import { decodeIssued } from '../../shared/flow/decoded-token.ts'
import { readBindingChecks, readTokenTypeCheck, type ShownKeys } from '../../shared/flow/decoded-token-binding.ts'
import type { OtherIdToken } from '../../shared/flow/decoded-token-checks.ts'
import { readToken, type TokenSet } from '../../shared/flow/token-set.ts'
import type { Check } from '../../shared/lib/check.ts'
import { checkTokens, readClaims } from './check-tokens.ts'
import { readPrivateKey } from './jose/read-key.ts'
import { readCertificateThumbprint, readThumbprint } from './jose/thumbprint.ts'
import { openJwt } from './open-jwt.ts'
import type { ObtainedGrant, RunOrder, StepOrder } from './run-order.ts'
import { readTransport } from './transport.ts'

/** The thumbprint of a private key; `null` for what is none. */
async function readProofKey(text: string): Promise<string | null> {
  const key = readPrivateKey(text)
  const thumbprint = key.ok ? await readThumbprint(key.value.publicJwk) : key
  return thumbprint.ok ? thumbprint.value : null
}

/** The thumbprints of the keys that were shown with the token request. */
async function readShownKeys(order: StepOrder): Promise<ShownKeys> {
  const { dpop_key } = order.secrets
  const certificate = readTransport(order)?.certificate ?? null
  const x5t = certificate === null ? null : readCertificateThumbprint(certificate)
  return {
    jkt: order.profile.dpop.enabled && dpop_key !== undefined ? await readProofKey(dpop_key) : null,
    x5t: x5t?.ok ? x5t.value : null,
  }
}

/** The ID token that another must agree with: that of the set which is refreshed, or that of the redirect. */
async function readOther(order: RunOrder, front: ObtainedGrant['front']): Promise<OtherIdToken | null> {
  const before = front?.kind === 'tokens' ? readToken(front.tokenSet, 'id_token') : null
  if (before !== null) return { from: 'front', claims: readClaims(await openJwt(order, before.value)) }
  if (order.grantName !== 'refresh_token') return null
  const earlier = order.earlier === null ? null : readToken(order.earlier.tokenSet, 'id_token')
  return { from: 'refresh', claims: earlier === null ? null : readClaims(await openJwt(order, earlier.value)) }
}

/** Checks what a run obtained. Every verdict is given, whatever the others are; a failed one hides no token. */
export async function runChecks(
  order: RunOrder,
  tokenSet: TokenSet,
  { asked, grant, front }: ObtainedGrant,
): Promise<readonly Check[]> {
  const code = grant?.kind === 'authorization_code' ? grant.code : null
  // What came in the redirect was never asked for with a key, so that nothing of ours can be bound to it.
  if (front?.kind === 'tokens' && front.tokenSet === tokenSet)
    return checkTokens(order, { tokenSet, asked, code, isFront: true, other: null })
  const other = await readOther(order, front)
  const idToken = await checkTokens(order, { tokenSet, asked, code, isFront: false, other })
  const accessToken = readToken(tokenSet, 'access_token')
  return [
    ...(order.profile.dpop.enabled ? [readTokenTypeCheck(tokenSet)] : []),
    ...idToken,
    ...readBindingChecks(accessToken === null ? null : decodeIssued(accessToken), await readShownKeys(order)),
  ]
}
