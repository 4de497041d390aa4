import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair } from 'jose'
import { describe, expect, test } from 'vitest'
import { type Exchange, readProblem, readStep, type TrailStep } from '../../shared/flow/exchange.ts'
import type { ProfileDocument } from '../../shared/flow/profile.ts'
import { epochMs } from '../../shared/lib/units.ts'
import { buildFullClient } from '../fakes/full-provider-clients.ts'
import { type FullProvider, openFullProvider } from '../fakes/open-full-provider.ts'
import { saveFullProfile } from '../fakes/save-full-profile.ts'
import { openProvider, saveProfile, startRun, type TokenAnswer } from './open-provider.ts'
import { openTestHost, readEnd, readValue } from './open-test-host.ts'
import { goBack, openSignInPage } from './play-browser.ts'

const pair = generateKeyPair('ES256', { extractable: true })

/** The client `signer`: its requests must be signed, and its key proves it at every endpoint. */
async function openSigner(): Promise<FullProvider> {
  const jwk = { ...(await exportJWK((await pair).publicKey)), kid: 'own', alg: 'ES256', use: 'sig' }
  const client = {
    ...{ client_id: 'signer', client_secret: undefined, token_endpoint_auth_method: 'private_key_jwt' },
    ...{ request_object_signing_alg: 'ES256', require_signed_request_object: true, jwks: { keys: [jwk] } },
  }
  return openFullProvider({ clients: [buildFullClient(client)] })
}

async function runSigner(provider: FullProvider, change: Partial<ProfileDocument>): Promise<Exchange> {
  const host = await openTestHost()
  const jwk = { ...(await exportJWK((await pair).privateKey)), kid: 'own' }
  await saveFullProfile(host, provider, {
    clientId: 'signer',
    signing: { algorithm: 'ES256' },
    secrets: { private_key: JSON.stringify(jwk) },
    dialect: { request: { clientAuthentication: 'private_key_jwt' } },
    ...change,
  })
  const run = await startRun(host, 'full')
  await goBack(await openSignInPage(run.url.href), run.url.href)
  return readEnd(host, run.id)
}

const details = '[{"type":"payment_initiation","actions":["pay"]}]'
const resource = ['https://api.invalid/']

/** What the provider understood: the granted details and resource are in its tokens. */
function readGranted(exchange: Exchange): unknown {
  const reading = readStep(exchange, 'token-set')?.reading
  if (reading?.kind !== 'tokens') throw new Error(JSON.stringify(exchange.trail.at(-1)))
  const access = reading.tokenSet.tokens.find((one) => one.kind === 'access_token')?.value ?? ''
  return [reading.tokenSet.extra.authorization_details, decodeJwt(access).aud]
}

describe('against the certified provider', () => {
  const carriers = [
    [{ requestObject: 'signed' }, ['client_id', 'request', 'response_type', 'scope']],
    [{ requestObject: 'signed', pushed: true }, ['client_id', 'request_uri']],
  ] as const

  test.each(carriers)('a request that must be signed is taken (%j), with details and resources', async (how, names) => {
    const provider = await openSigner()
    const exchange = await runSigner(provider, {
      authorization: { ...how, maxAge: 0, claims: '{"id_token":{"email":null}}', responseMode: 'form_post.jwt' },
      access: { resource, authorizationDetails: details },
    })
    expect(readProblem(exchange)).toBe(null)
    expect(readGranted(exchange)).toEqual([JSON.parse(details), 'https://api.invalid/'])
    const asked = provider.at('/auth').query
    expect([...asked.keys()].toSorted()).toEqual(names)
    const jwt = asked.get('request') ?? new URLSearchParams(provider.at('/request').body).get('request') ?? ''
    expect(decodeProtectedHeader(jwt)).toMatchObject({ typ: 'oauth-authz-req+jwt', alg: 'ES256', kid: 'own' })
    expect(decodeJwt(jwt)).toMatchObject({ iss: 'signer', aud: provider.issuer, max_age: 0, resource: resource[0] })
  })

  test('a plain one of that client is refused by the provider, so that the signature was what counted', async () => {
    const provider = await openSigner()
    const host = await openTestHost()
    await saveFullProfile(host, provider, { clientId: 'signer' })
    const run = await startRun(host, 'full')
    const way = await openSignInPage(run.url.href)
    expect(way.url).toContain('error=')
    await goBack(way, run.url.href)
    expect(readProblem(await readEnd(host, run.id))).toMatchObject({ code: 'authorization_refused' })
  })

  test('a request is handed in with the client proved, and the trail shows both', async () => {
    const provider = await openFullProvider()
    const host = await openTestHost()
    const authorization = { pushed: true, loginHint: 'somebody', prompt: '' }
    await saveFullProfile(host, provider, { authorization, access: { resource, authorizationDetails: details } })
    const run = await startRun(host, 'full')
    await goBack(await openSignInPage(run.url.href), run.url.href)
    const exchange = await readEnd(host, run.id)
    expect(readGranted(exchange)).toEqual([JSON.parse(details), 'https://api.invalid/'])
    expect([...provider.at('/auth').query.keys()]).toEqual(['client_id', 'request_uri'])
    const call = exchange.trail.find((one) => one.kind === 'side-call')
    expect(call).toMatchObject({ name: 'pushed_authorization', response: { status: 201 } })
    expect(JSON.stringify(call)).not.toContain('full-secret')
    const shown = readStep(exchange, 'authorization-request')?.request
    expect(shown?.url).toMatch(/\?client_id=full-client&request_uri=urn/)
    expect(shown?.parts.find((part) => part.name === 'login_hint')).toMatchObject({ in: 'pushed', value: 'somebody' })
  })
})

test('a request that is handed in carries the proof of DPoP, once more where a nonce is wanted', async () => {
  const provider = await openFullProvider({ requireNonce: true })
  const key = JSON.stringify(await exportJWK((await pair).privateKey))
  const host = await openTestHost()
  await saveFullProfile(host, provider, {
    ...{ authorization: { pushed: true }, dpop: { enabled: true }, secrets: { dpop_key: key } },
  })
  const run = await startRun(host, 'full')
  await goBack(await openSignInPage(run.url.href), run.url.href)
  const exchange = await readEnd(host, run.id)
  expect(readProblem(exchange)).toBe(null)
  const pushed = provider.arrived.filter((one) => one.path === '/request')
  expect(pushed.map((one) => decodeJwt(one.headers.dpop ?? '').nonce)).toEqual([undefined, expect.any(String)])
  const calls = exchange.trail.flatMap((one) => (one.kind === 'side-call' ? [one.name] : []))
  expect(calls.slice(0, 2)).toEqual(['dpop_nonce', 'pushed_authorization'])
})

const pushing = { authorization: { pushed: true } } as const

/** A run whose pushed request is answered as the test says. */
async function pushTo(answer: TokenAnswer, at = () => epochMs(Date.now())) {
  const provider = await openProvider(() => answer)
  const opened: string[] = []
  const openOutside = async (url: string) => {
    opened.push(url)
    return { ok: true, value: true } as const
  }
  const host = await openTestHost({ openOutside, now: at })
  await saveProfile(host, provider, pushing)
  const { profile } = readValue(await host.send('profiles.show', { id: 'own' }))
  const endpoints = { ...profile.dialect.endpoints, pushedAuthorization: `${provider.origin}/par` }
  readValue(await host.send('profiles.save', { profile: { ...profile, dialect: { ...profile.dialect, endpoints } } }))
  return { host, provider, opened }
}

async function readRefused(answer: TokenAnswer): Promise<readonly [Exchange, TrailStep | undefined]> {
  const { host, provider } = await pushTo(answer)
  const { exchangeId } = readValue(await host.send('exchanges.start', { profileId: 'own', openBrowser: false }))
  const exchange = await readEnd(host, exchangeId)
  expect(provider.calls.map((call) => call.url)).toEqual(['/par'])
  return [exchange, exchange.trail.find((one) => one.kind === 'side-call')]
}

describe('a request that is handed in', () => {
  test('without an address to hand it in at is not asked at all', async () => {
    const host = await openTestHost()
    const provider = await openProvider(() => ({ body: {} }))
    await saveProfile(host, provider, pushing)
    const { exchangeId } = readValue(await host.send('exchanges.start', { profileId: 'own', openBrowser: false }))
    expect(readProblem(await readEnd(host, exchangeId))).toMatchObject({
      step: 'authorization-request',
      code: 'endpoint_missing',
      evidence: { endpoint: 'pushedAuthorization' },
    })
    expect(provider.calls).toEqual([])
  })

  test('is refused in the provider’s words, beside its raw answer', async () => {
    const body = { error: 'invalid_request', error_description: 'no such own-secret scope' }
    const [exchange, call] = await readRefused({ status: 400, body })
    expect(exchange.state).toBe('refused')
    const problem = readProblem(exchange)
    expect(problem).toMatchObject({ step: 'authorization-request', code: 'provider_refused' })
    expect(problem?.evidence).toMatchObject({ error: 'invalid_request', status: '400' })
    expect(JSON.stringify(problem)).not.toContain('own-secret')
    expect(call).toMatchObject({ response: { status: 400, size: JSON.stringify(body).length } })
  })

  test.each([
    ['no request_uri', { expires_in: 60 }],
    ['an empty one', { request_uri: '', expires_in: 60 }],
    ['one that is no text', { request_uri: 7 }],
    ['a page', '<!doctype html><title>Welcome</title>'],
    ['nothing', ''],
  ])('with %s as its answer leads nowhere, and that is named', async (_, body) => {
    const [exchange, call] = await readRefused({ status: 201, body })
    expect(exchange.state).toBe('failed')
    expect(readProblem(exchange)?.code).toBe('pushed_answer_invalid')
    expect(call).toMatchObject({ response: { status: 201 } })
  })

  test('can be opened again for as long as it lives, and no longer', async () => {
    let now = Date.now()
    const answer = { status: 201, body: { request_uri: 'urn:one', expires_in: 30 } }
    const { host, opened } = await pushTo(answer, () => epochMs(now))
    const { id } = await startRun(host, 'own')
    now += 29_000
    readValue(await host.send('exchanges.open', { id }))
    expect(opened).toEqual([expect.stringContaining('request_uri=urn%3Aone')])
    now += 2_000
    expect(await host.send('exchanges.open', { id })).toMatchObject({ problem: { code: 'request_uri_expired' } })
    expect(opened.length).toBe(1)
  })
})

test.each([
  [{}, 'secret_missing'],
  [{ private_key: 'no key' }, 'key_invalid'],
])('a request is not signed with %j, and nothing is asked', async (secrets, code) => {
  const host = await openTestHost()
  const provider = await openProvider(() => ({ body: {} }))
  await saveProfile(host, provider, { authorization: { requestObject: 'signed' }, secrets })
  const { exchangeId } = readValue(await host.send('exchanges.start', { profileId: 'own', openBrowser: false }))
  const problem = readProblem(await readEnd(host, exchangeId))
  expect(problem).toMatchObject({ step: 'authorization-request', code })
  expect(JSON.stringify(problem)).not.toContain('no key')
})
