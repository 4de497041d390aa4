import type { Provider, ProviderContext } from 'oidc-provider/lib/provider.js'
import type { EpochMs } from '../../../../shared/lib/units.ts'
import { buildConsentPage, buildRefusalPage } from '../consent-page.ts'
import { practiceAccount } from '../practice-accounts.ts'
import type { PracticeAnswer, PracticeEndpoint, PracticeRequest } from '../practice-exchange.ts'
import { openRotatedJwk, type PracticeKeys } from '../practice-keys.ts'
import type { PracticeMemory } from '../practice-memory.ts'
import { answerDevice } from './answer-device.ts'
import { createPollAnswers } from './answer-poll.ts'
import { answerWithNode } from './answer-with-node.ts'
import { loadOidcProvider } from './load-oidc-provider.ts'
import { grantTypeNames, registerOwnGrants } from './own-grants.ts'
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
  const open = async (request: PracticeRequest): Promise<Stand> => {
    const oidc = await loadOidcProvider()
    const signing = request.fault === 'rotated_keys' ? [await openRotatedJwk(memory)] : []
    const configuration = buildStandardConfiguration(oidc, request, keys, [...signing, keys.privateJwk], store)
    const provider = new oidc.Provider(request.base, configuration)
    provider.silent = true
    provider.use(sayInterval)
    const { subject, username, password, name, email } = practiceAccount
    registerOwnGrants(oidc, provider, {
      ...{ subject, username, password },
      claims: { name, email, email_verified: true, preferred_username: username },
      refreshes: (grantType) => request.fault !== 'no_refresh_token' && grantType !== grantTypeNames.token_exchange,
    })
    return { provider, answerPoll: createPollAnswers(oidc), hideRotated: createRotation(keys) }
  }
  const opened = new Map<string, Promise<Stand>>()
  return async (request: PracticeRequest): Promise<PracticeAnswer> => {
    const { provider, answerPoll, hideRotated } = await (opened.get(request.base) ??
      remember(opened, request.base, open(request)))
    if (request.path.startsWith('/interaction/')) return answerInteraction(request, provider)
    if (request.path === '/device') return answerDevice(request, provider, now())
    const polled = await answerPoll(request, provider)
    return polled ?? hideRotated(request, await answerWithNode(request, provider.callback()))
  }
}

/** A provider at one address, with what stands before and behind it. */
interface Stand {
  readonly provider: Provider
  readonly answerPoll: ReturnType<typeof createPollAnswers>
  readonly hideRotated: ReturnType<typeof createRotation>
}

/** Lets who polls here ask more often than the five seconds that hold without a word (RFC 8628, section 3.2). */
async function sayInterval(context: ProviderContext, next: () => Promise<void>): Promise<void> {
  await next()
  const { route } = context.oidc ?? {}
  if (context.status === 200 && (route === 'device_authorization' || route === 'backchannel_authentication'))
    context.body = { ...(context.body as object), interval: 2 }
}

/** The fault `rotated_keys`: the new key is published only after the old ones were fetched, and so on every second time. */
function createRotation(keys: PracticeKeys) {
  let fetched = 0
  return (request: PracticeRequest, answer: PracticeAnswer): PracticeAnswer => {
    if (request.path !== '/jwks' || request.fault !== 'rotated_keys') return answer
    fetched += 1
    return fetched % 2 === 1 ? { ...answer, body: JSON.stringify(keys.publicJwks) } : answer
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
