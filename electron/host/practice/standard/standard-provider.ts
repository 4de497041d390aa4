import type { JsonWebKey } from 'node:crypto'
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
import { grantTypeNames, type OwnGrantsOrder, registerOwnGrants } from './own-grants.ts'
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
    const create = (signing: JsonWebKey): Provider => {
      const provider = new oidc.Provider(
        request.base,
        buildStandardConfiguration(oidc, request, keys, { signing, store }),
      )
      provider.silent = true
      provider.use(sayInterval)
      registerOwnGrants(oidc, provider, buildOwnGrantsOrder(request))
      return provider
    }
    const first = create(keys.privateJwk)
    const second = request.fault === 'rotated_keys' ? create(await openRotatedJwk(memory)) : first
    return { readProvider: createRotation(first, second), answerPoll: createPollAnswers(oidc) }
  }
  const opened = new Map<string, Promise<Stand>>()
  return async (request: PracticeRequest): Promise<PracticeAnswer> => {
    const { readProvider, answerPoll } = await (opened.get(request.base) ??
      remember(opened, request.base, open(request)))
    const provider = readProvider(request)
    if (request.path.startsWith('/interaction/')) return answerInteraction(request, provider)
    if (request.path === '/device') return answerDevice(request, provider, now())
    const polled = await answerPoll(request, provider)
    return polled ?? answerWithNode(request, provider.callback())
  }
}

/** What plays at one address. */
interface Stand {
  readProvider(request: PracticeRequest): Provider
  readonly answerPoll: ReturnType<typeof createPollAnswers>
}

function buildOwnGrantsOrder({ fault }: PracticeRequest): OwnGrantsOrder {
  const { subject, username, password, name, email } = practiceAccount
  return {
    ...{ subject, username, password },
    claims: { name, email, email_verified: true, preferred_username: username },
    refreshes: (grantType) => fault !== 'no_refresh_token' && grantType !== grantTypeNames.token_exchange,
  }
}

/** Lets who polls here ask more often than the five seconds that hold without a word (RFC 8628, section 3.2). */
async function sayInterval(context: ProviderContext, next: () => Promise<void>): Promise<void> {
  await next()
  const { route } = context.oidc ?? {}
  if (context.status === 200 && (route === 'device_authorization' || route === 'backchannel_authentication'))
    context.body = { ...(context.body as object), interval: 2 }
}

/**
 * The fault `rotated_keys`: as soon as the keys were fetched the provider signs with another, and publishes that one alone. Who
 * kept what they fetched must fetch again for the next token.
 */
function createRotation(first: Provider, second: Provider): (request: PracticeRequest) => Provider {
  let [current, next] = [first, second]
  return ({ path }) => {
    const asked = current
    if (path === '/jwks') [current, next] = [next, current]
    return asked
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
