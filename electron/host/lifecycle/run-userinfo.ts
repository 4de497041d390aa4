import { readUserinfoChecks, readUserinfoFindings } from '../../../shared/flow/decoded-token-userinfo.ts'
import { buildEndpointAddress } from '../../../shared/flow/token-request-endpoint.ts'
import { buildUserinfoRequest, isDpopType } from '../../../shared/flow/token-request-userinfo.ts'
import { readToken } from '../../../shared/flow/token-set.ts'
import type { JsonObject } from '../../../shared/lib/json-value.ts'
import { type Outcome, ok } from '../../../shared/lib/outcome.ts'
import { openJwt } from '../open-jwt.ts'
import { sendSideCall } from '../send-side-call.ts'
import { isTrusted, judgeAnswer, readRejection } from './judge-answer.ts'
import type { LifecycleEnd, LifecycleOrder } from './lifecycle-order.ts'

/** The claims of the ID token of the set; `null` where it has none that can be read. */
async function readIdClaims(order: LifecycleOrder): Promise<JsonObject | null> {
  const issued = order.opened === null ? null : readToken(order.opened.tokenSet, 'id_token')
  if (issued === null) return null
  const { decoded } = await openJwt(order, issued.value)
  return decoded.kind === 'jws' ? decoded.payload.members : null
}

/** The order with proofs exactly where the token asks for them, whatever the profile says today. */
function proveAsIssued(order: LifecycleOrder, tokenType: string | null): LifecycleOrder {
  const { profile } = order
  return { ...order, profile: { ...profile, dpop: { ...profile.dpop, enabled: isDpopType(tokenType) } } }
}

/** Asks who the person is (OpenID Connect Core, section 5.3). Another person's answer is shown and not kept (section 5.3.2). */
export async function runUserinfo(order: LifecycleOrder): Promise<Outcome<LifecycleEnd>> {
  const { profile, variables } = order
  const accessToken = order.token?.value ?? ''
  const tokenType = order.opened?.tokenSet.tokenType?.value ?? null
  const address = buildEndpointAddress(profile, 'userinfo', variables)
  if (!address.ok) return address
  const raw = await sendSideCall(proveAsIssued(order, tokenType), 'userinfo', {
    ...{ address: address.value, method: profile.lifecycle.userinfoMethod, at: 'resource', accessToken },
    build: (proofs) => buildUserinfoRequest(profile, { accessToken, tokenType, variables, proofs }),
  })
  if (!raw.ok) return raw
  const { receivedAt } = raw.value
  const judged = await judgeAnswer(order, raw.value, { of: 'userinfo', receivedAt, required: ['iss', 'aud'] })
  if (!judged.ok) return judged
  const { claims } = judged.value
  const checks = [...judged.value.checks, ...readUserinfoChecks(claims, await readIdClaims(order))]
  const noticed = [...judged.value.findings, ...readUserinfoFindings(claims)]
  if (!isTrusted(checks)) return ok({ checks, findings: [...noticed, ...readRejection(checks)] })
  const findings = order.saveAfterlife({ userinfo: { at: raw.value.receivedAt, claims } })
  return ok({ checks, findings: [...noticed, ...findings] })
}
