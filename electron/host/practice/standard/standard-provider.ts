import type { Provider } from 'oidc-provider/lib/provider.js'
import type { EpochMs } from '../../../../shared/lib/units.ts'
import { buildConsentPage, buildRefusalPage } from '../consent-page.ts'
import { practiceAccount } from '../practice-accounts.ts'
import type { PracticeAnswer, PracticeEndpoint, PracticeRequest } from '../practice-exchange.ts'
import type { PracticeKeys } from '../practice-keys.ts'
import type { PracticeMemory } from '../practice-memory.ts'
import { answerWithNode } from './answer-with-node.ts'
import { loadOidcProvider } from './load-oidc-provider.ts'
import { createPasswordGrant, passwordParameters } from './password-grant.ts'
import { buildStandardConfiguration } from './standard-configuration.ts'
import { createStandardStore } from './standard-store.ts'

/** Which endpoint of the standard provider a path is. */
export function readStandardEndpoint(path: string): PracticeEndpoint {
  if (path === '/token') return 'token'
  return path === '/auth' || path.startsWith('/auth/') ? 'authorize' : 'other'
}

/**
 * Creates the standard provider: the certified oidc-provider package, loaded with the first request. Each shape and
 * fault has an address, hence an issuer, of its own; all share one store.
 */
export function createStandardProvider(keys: PracticeKeys, memory: PracticeMemory, now: () => EpochMs) {
  const store = createStandardStore(memory, now)
  const open = async (request: PracticeRequest): Promise<Provider> => {
    const oidc = await loadOidcProvider()
    const provider = new oidc.Provider(request.base, buildStandardConfiguration(oidc, request, keys, store))
    provider.silent = true
    const refreshes = request.fault !== 'no_refresh_token'
    provider.registerGrantType('password', createPasswordGrant(oidc, refreshes), passwordParameters)
    return provider
  }
  const opened = new Map<string, Promise<Provider>>()
  return async (request: PracticeRequest): Promise<PracticeAnswer> => {
    const provider = await (opened.get(request.base) ?? remember(opened, request.base, open(request)))
    if (request.path.startsWith('/interaction/')) return answerInteraction(request, provider)
    return answerWithNode(request, provider.callback())
  }
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value): Value {
  map.set(key, value)
  return value
}

/** The page between the authorization request and its redirect, and the person's decision. */
async function answerInteraction(request: PracticeRequest, provider: Provider): Promise<PracticeAnswer> {
  let page: PracticeAnswer | undefined
  try {
    const decided = await answerWithNode(request, async (incoming, response) => {
      const { params } = await provider.interactionDetails(incoming, response)
      const decision = request.method === 'POST' ? request.form.get('decision') : null
      if (decision === 'allow')
        return provider.interactionFinished(incoming, response, {
          login: { accountId: practiceAccount.subject },
          consent: {},
        })
      if (decision === 'deny')
        return provider.interactionFinished(incoming, response, {
          error: 'access_denied',
          error_description: 'The person denied the request',
        })
      const query = new URLSearchParams()
      for (const name of ['client_id', 'scope']) query.set(name, params[name] ?? '')
      page = buildConsentPage({ ...request, query }, params.redirect_uri ?? request.base)
      response.end()
    })
    return page ?? decided
  } catch {
    return buildRefusalPage(request, 'other', 'This sign-in has ended. Start again from the application.')
  }
}
