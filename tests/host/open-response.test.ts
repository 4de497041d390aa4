import { CompactEncrypt, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { readChecks, readProblem, readStep } from '../../shared/flow/exchange.ts'
import type { ProfileDocument } from '../../shared/flow/profile.ts'
import { openProvider, type Provider, saveProfile, startRun, type WaitingRun } from './open-provider.ts'
import { openTestHost, readEnd, readValue, type TestHost } from './open-test-host.ts'

type Claims = Readonly<Record<string, unknown>>
type Pair = Awaited<ReturnType<typeof generateKeyPair>>

let keys: Pair
let others: Pair
let clientKeys: Pair
beforeAll(async () => {
  const make = (alg: string) => generateKeyPair(alg, { extractable: true })
  ;[keys, others, clientKeys] = await Promise.all([make('ES256'), make('ES256'), make('RSA-OAEP-256')])
})

const tokens = { access_token: 'at', token_type: 'Bearer', expires_in: 60 }

/** A provider that publishes its key, hands out tokens, and signs nothing itself. */
function openSigner(): Promise<Provider> {
  return openProvider(async ({ url }) => {
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k', alg: 'ES256', use: 'sig' }
    return { body: url === '/jwks' ? { keys: [jwk] } : tokens }
  })
}

interface Run {
  readonly provider: Provider
  readonly host: TestHost
  readonly run: WaitingRun
}

async function start(change: Partial<ProfileDocument> = {}): Promise<Run> {
  const [host, provider] = await Promise.all([openTestHost(), openSigner()])
  const { origin } = provider
  const dialect = { issuer: origin }
  const authorization = { responseMode: 'jwt' } as const
  await saveProfile(host, provider, { ...change, authorization, dialect })
  const { profile } = readValue(await host.send('profiles.show', { id: 'own' }))
  const endpoints = { ...profile.dialect.endpoints, jwks: `${origin}/jwks` }
  readValue(await host.send('profiles.save', { profile: { ...profile, dialect: { ...profile.dialect, endpoints } } }))
  return { host, provider, run: await startRun(host, 'own') }
}

const now = () => Math.floor(Date.now() / 1000)

function buildClaims({ provider, run }: Run, change: Claims = {}): Claims {
  return { iss: provider.origin, aud: 'own-client', exp: now() + 60, code: 'the-code', state: run.state, ...change }
}

const sign = (claims: Claims, key: Pair = keys, header: object = {}): Promise<string> =>
  new SignJWT({ ...claims }).setProtectedHeader({ alg: 'ES256', kid: 'k', ...header }).sign(key.privateKey)

async function comeBack({ host, run }: Run, query: string) {
  const answer = await fetch(`${run.redirectUri}?${query}`)
  expect(answer.status).toBe(200)
  return readEnd(host, run.id)
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A signed payload that no library would write. */
async function signText(payload: string): Promise<string> {
  const { CompactSign } = await import('jose')
  return new CompactSign(Buffer.from(payload)).setProtectedHeader({ alg: 'ES256', kid: 'k' }).sign(keys.privateKey)
}

const forgeries: readonly (readonly [name: string, failed: string, make: (run: Run) => Promise<string>])[] = [
  ['by another key', 'signature', (run) => sign(buildClaims(run), others)],
  ['by nobody', 'alg', async (run) => `${encode({ alg: 'none' })}.${encode(buildClaims(run))}.`],
  [
    'with the client secret, which this profile does not accept',
    'alg',
    (run) =>
      new SignJWT({ ...buildClaims(run) })
        .setProtectedHeader({ alg: 'HS256' })
        .sign(Buffer.from('own-secret-own-secret-own-secret-')),
  ],
  ['by another issuer', 'iss', (run) => sign(buildClaims(run, { iss: 'https://other.example' }))],
  ['by no issuer', 'iss', (run) => sign(buildClaims(run, { iss: undefined }))],
  ['for another client', 'aud', (run) => sign(buildClaims(run, { aud: 'somebody' }))],
  ['for nobody', 'aud', (run) => sign(buildClaims(run, { aud: undefined }))],
  ['an hour ago', 'exp', (run) => sign(buildClaims(run, { exp: now() - 3600 }))],
  ['for ever', 'exp', (run) => sign(buildClaims(run, { exp: undefined }))],
]

describe('a signed answer', () => {
  test.each(forgeries)('that was signed %s is not believed, and no code of it is sent', async (_, failed, make) => {
    const run = await start()
    const exchange = await comeBack(run, `response=${await make(run)}`)
    expect(readProblem(exchange)).toMatchObject({ code: 'response_jwt_invalid', evidence: { failed } })
    const verdicts = readChecks(exchange).filter((one) => one.of === 'authorization_response')
    expect(verdicts.find((one) => one.name === failed)?.verdict).toBe('fail')
    expect(run.provider.calls.filter((call) => call.url === '/token')).toEqual([])
  })

  test('that is right leads on to the tokens, and all its verdicts are in the trail', async () => {
    const run = await start()
    const exchange = await comeBack(run, `response=${await sign(buildClaims(run))}`)
    expect(exchange.state).toBe('received')
    expect(run.provider.calls.find((call) => call.url === '/token')?.body).toContain('code=the-code')
    const passed = readStep(exchange, 'grant')?.checks.filter((one) => one.verdict === 'pass')
    expect(passed?.map((one) => one.name)).toEqual(['form', 'alg', 'signature', 'aud', 'exp', 'state', 'iss'])
  })

  test('that says no is a refusal like every other', async () => {
    const run = await start()
    const claims = buildClaims(run, { code: undefined, error: 'access_denied', error_description: 'the-code said no' })
    const exchange = await comeBack(run, `response=${await sign(claims)}`)
    expect(exchange.state).toBe('refused')
    expect(readProblem(exchange)?.evidence).toMatchObject({ error: 'access_denied' })
  })

  test.each([
    ['a plain code', (run: Run) => `code=plain&state=${run.run.state}`, 'response_jwt_invalid'],
    ['a plain error', (run: Run) => `error=server_error&state=${run.run.state}`, 'authorization_refused'],
  ])('that was asked for is not replaced by %s', async (_, query, code) => {
    const run = await start()
    expect(readProblem(await comeBack(run, query(run)))?.code).toBe(code)
    expect(run.provider.calls).toEqual([])
  })

  test('counts alone: what stands beside it is not looked at, save another issuer', async () => {
    const beside = await start()
    const jwt = await sign(buildClaims(beside))
    const exchange = await comeBack(
      beside,
      `code=stolen&iss=${encodeURIComponent(beside.provider.origin)}&response=${jwt}`,
    )
    expect(exchange.state).toBe('received')
    expect(beside.provider.calls.some((call) => call.body.includes('stolen'))).toBe(false)
    const mixed = await start()
    const other = await comeBack(mixed, `iss=https://other.example&response=${await sign(buildClaims(mixed))}`)
    expect(readProblem(other)).toMatchObject({ code: 'parameter_repeated', evidence: { parameter: 'iss' } })
  })

  test('with a code twice is not believed', async () => {
    const run = await start()
    const text = JSON.stringify(buildClaims(run)).replace('"code":', '"code":"first","code":')
    const exchange = await comeBack(run, `response=${await signText(text)}`)
    expect(readProblem(exchange)).toMatchObject({ code: 'response_jwt_invalid', evidence: { failed: 'form' } })
  })

  test('may be pasted, and another run’s may not', async () => {
    const run = await start()
    const { id, redirectUri } = run.run
    const foreign = await sign(buildClaims(run, { state: 'other' }))
    expect(await run.host.send('exchanges.paste', { id, text: `${redirectUri}?response=${foreign}` })).toMatchObject({
      problem: { code: 'state_mismatch' },
    })
    const own = await sign(buildClaims(run))
    readValue(await run.host.send('exchanges.paste', { id, text: `${redirectUri}#response=${own}` }))
    expect((await readEnd(run.host, id)).state).toBe('received')
  })

  test('that is encrypted is opened with the key of the profile', async () => {
    const key = JSON.stringify({ ...(await exportJWK(clientKeys.privateKey)), alg: 'RSA-OAEP-256', use: 'enc' })
    const run = await start({ secrets: { client_secret: 'own-secret', private_key: key } })
    const sealed = await new CompactEncrypt(Buffer.from(await sign(buildClaims(run))))
      .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', cty: 'JWT' })
      .encrypt(clientKeys.publicKey)
    const exchange = await comeBack(run, `response=${sealed}`)
    expect(exchange.state).toBe('received')
    expect(JSON.stringify(run.host.events).includes(sealed)).toBe(false)
  })
})

test('a planted code, token and signed answer are in no published event', async () => {
  const planted = 'planted-code-0123456789'
  const run = await start()
  const jwt = await sign(buildClaims(run, { code: planted, note: `${planted} again` }))
  const exchange = await comeBack(run, `response=${jwt}`)
  expect(exchange.state).toBe('received')
  const published = JSON.stringify(run.host.events)
  expect([published.includes(planted), published.includes(jwt), published.includes('"captured-redirect"')]).toEqual([
    false,
    false,
    true,
  ])
})
