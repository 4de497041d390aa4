import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as oauth from 'oauth4webapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { practiceAccount } from '../../../../electron/host/practice/practice-accounts.ts'
import { createPracticeMemory } from '../../../../electron/host/practice/practice-memory.ts'
import type { PracticeServer } from '../../../../electron/host/practice/practice-server.ts'
import {
  authorize,
  findRefreshToken,
  obtainCode,
  openTestPractice,
  redeemCode,
  redirectUri,
  send,
  signIn,
  standAt,
} from '../practice-client.ts'

const memory = createPracticeMemory()
let practice: PracticeServer
beforeAll(async () => {
  practice = await openTestPractice({ memory })
})
afterAll(() => practice.close())

/** Follows redirects below the provider with its cookies, as a browser does, and stops where it leads out. */
async function browse(url: string, init: RequestInit = {}, cookies = new Map<string, string>()) {
  let response = await send(url, { ...init, headers: { ...init.headers, cookie: printCookies(cookies) } })
  for (let hops = 0; hops < 5; hops++) {
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const next = new URL(response.headers.get('location') ?? 'http://nowhere.invalid', url)
    if (next.origin !== practice.origin) break
    response = await send(next.href, { headers: { cookie: printCookies(cookies) } })
    Object.assign(init, { at: next.href })
  }
  return { response, cookies, at: (init as { at?: string }).at ?? url }
}

const printCookies = (cookies: ReadonlyMap<string, string>) =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')

const askingUrl = () => {
  const query = { client_id: practiceAccount.clientId, response_type: 'code', redirect_uri: redirectUri, state: 's' }
  return `${practice.origin}/standard/auth?${new URLSearchParams({ ...query, scope: 'openid profile' })}`
}

describe('the question', () => {
  test('is a page that allows and denies', async () => {
    const { response } = await browse(askingUrl())
    const page = await response.text()
    expect(response.headers.get('content-security-policy')).toContain("form-action 'self' http://127.0.0.1:4567;")
    expect(page).toMatch(/name="decision" value="allow".*name="decision" value="deny"/s)
    expect(page).toContain('openid profile')
  })

  test.each([
    ['deny', 'error', 'access_denied'],
    ['allow', 'code', expect.stringMatching(/./)],
  ])('%s comes back as %s', async (decision, name, value) => {
    const { cookies, at } = await browse(askingUrl())
    const init = { method: 'POST', body: new URLSearchParams({ decision }) }
    const { response } = await browse(at, init, cookies)
    const location = new URL(response.headers.get('location') ?? '')
    expect([location.searchParams.get(name), location.searchParams.get('state')]).toEqual([value, 's'])
  })

  test('is asked again although somebody is signed in', async () => {
    const { cookies, at } = await browse(askingUrl())
    await browse(at, { method: 'POST', body: new URLSearchParams({ decision: 'allow' }) }, cookies)
    const again = await browse(askingUrl(), {}, cookies)
    expect([again.response.status, await again.response.text()]).toEqual([
      200,
      expect.stringContaining('Allow or deny'),
    ])
  })

  test('cannot be answered without having been asked', async () => {
    const init = { method: 'POST', body: new URLSearchParams({ decision: 'allow' }) }
    const response = await send(`${practice.origin}/standard/interaction/unknown`, init)
    expect([response.status, response.headers.get('location')]).toEqual([400, null])
  })
})

describe('PKCE', () => {
  const code_verifier = 'a-verifier-that-is-long-enough-for-section-4-1'
  const challenge = {
    code_challenge: createHash('sha256').update(code_verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }

  test('fails without the verifier', async () => {
    const stand = standAt(practice, 'standard')
    expect((await redeemCode(stand, await obtainCode(stand, challenge))).status).toBe(400)
  })

  test('holds with S256, and may be left off', async () => {
    const stand = standAt(practice, 'standard')
    expect((await redeemCode(stand, await obtainCode(stand, challenge), { code_verifier })).status).toBe(200)
    expect((await redeemCode(stand, await obtainCode(stand))).status).toBe(200)
  })
})

test('an independent client accepts the whole street, from discovery to the ID token', async () => {
  const issuer = new URL(`${practice.origin}/standard`)
  const allowed = { [oauth.allowInsecureRequests]: true }
  const found = await oauth.discoveryRequest(issuer, allowed)
  const server = await oauth.processDiscoveryResponse(issuer, found)
  const client = { client_id: practiceAccount.clientId }
  const verifier = oauth.generateRandomCodeVerifier()
  const parameters = {
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }
  const redirect = await authorize(standAt(practice, 'standard'), parameters)
  const location = new URL(redirect.headers.get('location') ?? '')
  const returned = oauth.validateAuthResponse(server, client, location, 'state-1')
  const proof = oauth.ClientSecretBasic(practiceAccount.clientSecret)
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    proof,
    returned,
    redirectUri,
    verifier,
    allowed,
  )
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, { expectedNonce: 'nonce-1' })
  await oauth.validateApplicationLevelSignature(server, response, allowed)
  expect(oauth.getValidatedIdTokenClaims(tokens)).toMatchObject({ sub: '10001', name: practiceAccount.name })
  expect(tokens).toMatchObject({ expires_in: 3600, scope: 'openid profile' })
})

test('takes the secret in the form and knows a client without one', async () => {
  const stand = standAt(practice, 'standard')
  const { clientId, clientSecret, publicClientId } = practiceAccount
  const redeem = (code: string, client: Record<string, string>) =>
    send(`${stand.base}/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...client }),
    })
  const named = await redeem(await obtainCode(stand), { client_id: clientId, client_secret: clientSecret })
  const code = await obtainCode(stand, { client_id: publicClientId })
  const open = await redeem(code, { client_id: publicClientId })
  expect([named.status, open.status]).toEqual([200, 200])
})

test('what is kept for the next command is bounded', async () => {
  for (let count = 0; count < 3; count++) await signIn(standAt(practice, 'standard'))
  const kept = Object.keys(JSON.parse(memory.load('standard-state') ?? '{}'))
  expect(kept.length).toBeGreaterThan(0)
  expect(kept.every((key) => /^(AccessToken|RefreshToken|Grant):/.test(key))).toBe(true)
  expect(kept.length).toBeLessThanOrEqual(300)
  expect(findRefreshToken(await signIn(standAt(practice, 'standard')))).toMatch(/./)
})

test('loading it writes nothing to the terminal', () => {
  const file = new URL('../../../../electron/host/practice/standard/load-oidc-provider.ts', import.meta.url)
  const parts = ['provider.js', 'helpers/errors.js', 'helpers/interaction_policy/index.js', 'helpers/grants.js']
  const script = parts.map((part) => `await import('oidc-provider/lib/${part}');`).join('')
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: new URL('.', file) })
  expect([run.status, String(run.stdout), String(run.stderr)]).toEqual([0, '', ''])
})
