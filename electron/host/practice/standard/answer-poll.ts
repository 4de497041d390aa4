import type { Provider } from 'oidc-provider/lib/provider.js'
import { practiceAccount } from '../practice-accounts.ts'
import { buildJsonAnswer, type PracticeAnswer, type PracticeRequest } from '../practice-exchange.ts'
import { createPracticeLedger } from '../practice-ledger.ts'
import { decideBackchannel, isPending } from './decide-pending.ts'
import type { OidcProviderPackage } from './load-oidc-provider.ts'
import { grantTypeNames } from './own-grants.ts'

/** What the faults of a poll answer (RFC 8628, section 3.5). */
const refusals = { expired_device_code: 'expired_token', access_denied: 'access_denied' } as const

/** The code that a token request polls with, or `null` where it is no poll. */
function readPolled({ form }: PracticeRequest): string | null {
  const grantType = form.get('grant_type')
  if (grantType === grantTypeNames.device_code) return form.get('device_code')
  return grantType === grantTypeNames.ciba ? form.get('auth_req_id') : null
}

/**
 * Creates what stands before the token endpoint for polls: the faults that only a poll can have, and the person of a CIBA
 * request, who confirms by themselves when the client asks the second time. Gives `null` where the provider answers.
 */
export function createPollAnswers(oidc: OidcProviderPackage) {
  const ledger = createPracticeLedger()
  /** Tells whether it was asked before under that name, and remembers it. */
  const isRepeated = (name: string): boolean => {
    const repeated = ledger.recall(name) !== undefined
    ledger.remember(name)
    return repeated
  }
  return async (request: PracticeRequest, provider: Provider): Promise<PracticeAnswer | null> => {
    const polled = request.path === '/token' && request.method === 'POST' ? readPolled(request) : null
    if (polled === null) return null
    const { fault } = request
    if (fault === 'expired_device_code' || fault === 'access_denied')
      return buildJsonAnswer(400, { error: refusals[fault] })
    if (fault === 'slow_down' && !isRepeated(`slow ${polled}`)) return buildJsonAnswer(400, { error: 'slow_down' })
    const ciba = await provider.BackchannelAuthenticationRequest.find(polled)
    if (isPending(ciba) && isRepeated(`ciba ${polled}`))
      await decideBackchannel(oidc, provider, ciba, practiceAccount.subject, 'allow')
    return null
  }
}
