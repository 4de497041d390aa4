import { generateKeyPairSync } from 'node:crypto'
import { decodeJwt } from 'jose'
import { describe, expect, test } from 'vitest'
import type { ClientAuthentication } from '../../shared/dialects/request-rules.ts'
import { type Exchange, readStep } from '../../shared/flow/exchange.ts'
import type { ProfileDocument } from '../../shared/flow/profile.ts'
import type { SigningAlgorithm } from '../../shared/flow/profile-settings.ts'
import { buildFullClient, fullClient } from '../fakes/full-provider-clients.ts'
import { type FullProvider, openFullProvider } from '../fakes/open-full-provider.ts'
import { saveFullProfile } from '../fakes/save-full-profile.ts'
import { openTestHost, readValue, refreshToEnd, runToEnd, type TestHost } from './open-test-host.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const curves = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' } as const

function createPair(algorithm: SigningAlgorithm) {
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519')
  return algorithm in curves ? generateKeyPairSync('ec', { namedCurve: curves[algorithm as keyof typeof curves] }) : rsa
}

/** A client that proves itself by `method` and whose public key the provider knows. */
const buildClient = (method: string, change: Readonly<Record<string, unknown>> = {}) =>
  buildFullClient({ client_id: 'own-client', token_endpoint_auth_method: method, ...change })

const isProblem = (exchange: Exchange) => exchange.trail.at(-1)

async function runAt(
  host: TestHost,
  provider: FullProvider,
  way: ClientAuthentication,
  change: Partial<ProfileDocument> = {},
): Promise<Exchange> {
  const profile = { clientId: 'own-client', grant: 'client_credentials', scopes: [], ...change } as const
  const id = await saveFullProfile(host, provider, { ...profile, dialect: { request: { clientAuthentication: way } } })
  return runToEnd(host, id)
}

describe('a key that cannot sign stops the run by name, and nothing leaves', () => {
  const pem = (algorithm: SigningAlgorithm): string =>
    createPair(algorithm).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const encrypted = rsa.privateKey
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'word' })
    .toString()

  test.each<[name: string, way: ClientAuthentication, change: Partial<ProfileDocument>, problem: object]>([
    ['an EC key for RS256', 'private_key_jwt', { secrets: { private_key: pem('ES256') } }, { code: 'key_invalid' }],
    [
      'the wrong curve',
      'private_key_jwt',
      { secrets: { private_key: pem('ES256') }, signing: { algorithm: 'ES512' } },
      { code: 'key_invalid', evidence: { secret: 'private_key', why: expect.stringContaining('P-256') } },
    ],
    ['a key with a passphrase', 'private_key_jwt', { secrets: { private_key: encrypted } }, { code: 'key_invalid' }],
    ['no key at all', 'private_key_jwt', { secrets: { private_key: 'hello' } }, { code: 'key_invalid' }],
    ['no key', 'private_key_jwt', {}, { code: 'secret_missing', evidence: { secret: 'private_key' } }],
    [
      'a secret that is too short',
      'client_secret_jwt',
      { secrets: { client_secret: 'short' } },
      { code: 'key_invalid', evidence: { secret: 'client_secret' } },
    ],
    [
      'an RSA key for DPoP with ES256',
      'basic',
      { dpop: { enabled: true }, secrets: { dpop_key: pem('RS256') } },
      { code: 'key_invalid', evidence: { secret: 'dpop_key' } },
    ],
    [
      'no issuer to speak to',
      'private_key_jwt',
      { secrets: { private_key: pem('RS256') }, signing: { audience: 'own' } },
      { code: 'profile_invalid', evidence: { '/signing/ownAudience': expect.any(String) } },
    ],
    [
      'claims that are no object',
      'basic',
      { grant: 'jwt_bearer', assertion: { claims: '[1]' }, secrets: { private_key: pem('RS256') } },
      { code: 'profile_invalid', evidence: { '/assertion/claims': expect.any(String) } },
    ],
  ])('%s', async (_, way, change, problem) => {
    const provider = await openFullProvider()
    const exchange = await runAt(await openTestHost(), provider, way, change)
    expect(isProblem(exchange)).toMatchObject({ kind: 'problem', problem })
    expect(JSON.stringify(exchange)).not.toContain('PRIVATE KEY')
    expect(provider.arrived).toEqual([])
  })
})

describe('a real provider takes the client assertion', () => {
  test.each<SigningAlgorithm>([
    ...(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'] as const),
    ...(['ES256', 'ES384', 'ES512', 'EdDSA'] as const),
  ])('private_key_jwt, %s', async (algorithm) => {
    const { publicKey, privateKey } = createPair(algorithm)
    const key = { ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: algorithm, use: 'sig' }
    const change = { jwks: { keys: [key] }, token_endpoint_auth_signing_alg: algorithm }
    const provider = await openFullProvider({ clients: [buildClient('private_key_jwt', change)] })
    const exchange = await runAt(await openTestHost(), provider, 'private_key_jwt', {
      signing: { algorithm, keyId: 'k' },
      secrets: { private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
    })
    expect([exchange.state, provider.arrived.length]).toEqual(['received', 1])
  })

  test('and refuses one whose key it does not know, which proves that it looks', async () => {
    const known = { ...rsa.publicKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' }
    const provider = await openFullProvider({ clients: [buildClient('private_key_jwt', { jwks: { keys: [known] } })] })
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    const exchange = await runAt(await openTestHost(), provider, 'private_key_jwt', {
      secrets: { private_key: other.export({ type: 'pkcs8', format: 'pem' }).toString() },
    })
    expect([exchange.state, provider.arrived.length]).toEqual(['refused', 1])
  })

  test.each(['HS256', 'HS384', 'HS512'] as const)('client_secret_jwt, %s', async (macAlgorithm) => {
    const change = { token_endpoint_auth_signing_alg: macAlgorithm }
    const provider = await openFullProvider({ clients: [buildClient('client_secret_jwt', change)] })
    const exchange = await runAt(await openTestHost(), provider, 'client_secret_jwt', { signing: { macAlgorithm } })
    expect(exchange.state).toBe('received')
    expect(provider.at('/token').body).not.toContain(fullClient.clientSecret)
  })

  test.each([
    ['basic', 'client_secret_basic'],
    ['body', 'client_secret_post'],
    ['none', 'none'],
  ] as const)('%s as %s', async (way, method) => {
    const secret = method === 'none' ? { client_secret: undefined } : {}
    const grants = { grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'] }
    const provider = await openFullProvider({ clients: [buildClient(method, { ...secret, ...grants })] })
    const exchange = await runAt(await openTestHost(), provider, way, {
      grant: 'authorization_code',
      scopes: ['openid'],
    })
    expect(exchange.state).toBe('received')
    const { headers, body } = provider.at('/token')
    expect([headers.authorization !== undefined, body.includes('client_secret')]).toEqual([
      way === 'basic',
      way === 'body',
    ])
  })

  test('at every other endpoint of the client too, each time a new one', async () => {
    const key = { ...rsa.publicKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' }
    const provider = await openFullProvider({ clients: [buildClient('private_key_jwt', { jwks: { keys: [key] } })] })
    const host = await openTestHost()
    const exchange = await runAt(host, provider, 'private_key_jwt', {
      secrets: { private_key: rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
      ...{ grant: 'authorization_code', scopes: ['openid'], authorization: { pushed: true } },
    })
    expect(exchange.state).toBe('received')
    expect((await refreshToEnd(host, 'full')).state).toBe('received')
    const [, tokenSet] = readValue(await host.send('tokens.list', {}))
    expect(tokenSet).toBeDefined()
    const paths = ['/request', '/token', '/token']
    const posted = provider.arrived.filter((one) => paths.includes(one.path))
    expect(posted.map((one) => one.path)).toEqual(paths)
    const assertions = posted.map((one) => new URLSearchParams(one.body).get('client_assertion') ?? '')
    expect(new Set(assertions.map((one) => decodeJwt(one).jti)).size).toBe(3)
  })
})

test('a made JWT grant is taken by a provider that knows the key', async () => {
  const key = { ...rsa.publicKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' }
  const provider = await openFullProvider({
    clients: [buildClient('client_secret_basic', { jwks: { keys: [key] } })],
  })
  const secrets = { private_key: rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
  const host = await openTestHost()
  const exchange = await runAt(host, provider, 'basic', { grant: 'jwt_bearer', secrets })
  expect(exchange.state).toBe('received')
  const other = { private_key: createPair('ES256').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
  const change = { grant: 'jwt_bearer', secrets: other, signing: { algorithm: 'ES256' } } as const
  const refused = await runAt(host, provider, 'basic', change)
  expect(readStep(refused, 'token-set')?.reading).toMatchObject({ kind: 'refused', refusal: { code: 'invalid_grant' } })
})
