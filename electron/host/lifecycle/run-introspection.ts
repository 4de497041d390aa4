import {
  readIntrospectedClaims,
  readIntrospection,
  readIntrospectionChecks,
} from '../../../shared/flow/decoded-token-introspection.ts'
import { buildEndpointAddress } from '../../../shared/flow/token-request-endpoint.ts'
import { buildIntrospectionRequest, type NamedToken } from '../../../shared/flow/token-request-introspection.ts'
import { finding } from '../../../shared/lib/finding.ts'
import { type Outcome, ok } from '../../../shared/lib/outcome.ts'
import { sendSideCall } from '../send-side-call.ts'
import type { SignedWish } from '../verify-signed.ts'
import { isTrusted, judgeAnswer, readRejection } from './judge-answer.ts'
import type { LifecycleEnd, LifecycleOrder } from './lifecycle-order.ts'

/** Asks the provider about a token (RFC 7662), for a plain answer or a signed one (RFC 9701). What it tells joins the sources of the end. */
export async function runIntrospection(order: LifecycleOrder, token: NamedToken): Promise<Outcome<LifecycleEnd>> {
  const { profile, variables, secrets } = order
  const address = buildEndpointAddress(profile, 'introspection', variables)
  if (!address.ok) return address
  const raw = await sendSideCall(order, 'introspection', {
    ...{ address: address.value, method: 'POST', at: 'client_only', accessToken: null },
    build: (proofs) => buildIntrospectionRequest(profile, token, { variables, secrets, parameters: {}, proofs }),
  })
  if (!raw.ok) return raw
  const wish: SignedWish = {
    ...{ of: 'introspection', receivedAt: raw.value.receivedAt },
    ...{ required: ['iss', 'aud', 'iat'], typ: 'token-introspection+jwt' },
  }
  const judged = await judgeAnswer(order, raw.value, wish)
  if (!judged.ok) return judged
  const { isSigned, findings: read } = judged.value
  const claims = readIntrospectedClaims(judged.value.claims, isSigned)
  const wantsSigned = profile.lifecycle.introspectionAnswer === 'jwt'
  const checks = [...judged.value.checks, ...readIntrospectionChecks(claims, wantsSigned && !isSigned)]
  const unsigned = wantsSigned && !isSigned ? [finding('decoded-token', 'answer_unsigned')] : []
  const noticed = [...read, ...unsigned]
  // That a token is not active is an answer and no fault of it.
  const faults = checks.filter((one) => one.reason !== 'token_inactive')
  const told = claims === null ? null : readIntrospection(claims)
  if (told === null || claims === null || !isTrusted(faults))
    return ok({ checks, findings: [...noticed, ...readRejection(faults)] })
  const introspection = { at: raw.value.receivedAt, of: token.kind, claims, ...told }
  return ok({ checks, findings: [...noticed, ...order.saveAfterlife({ introspection })] })
}
