import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRedirectAllowed } from '../../../electron/host/practice/answer-authorize.ts'
import { practiceRedirectUri } from '../../../electron/host/practice/practice-accounts.ts'
import type { PracticeServer } from '../../../electron/host/practice/practice-server.ts'
import { practiceProviders } from '../../../shared/dialects/practice-choices.ts'
import { authorize, openTestPractice, redirectUri, send, standAt, ways } from './practice-client.ts'

let practice: PracticeServer
beforeAll(async () => {
  practice = await openTestPractice()
})
afterAll(() => practice.close())

const redirecting = practiceProviders.filter((provider) => provider !== 'tkeel')
const withPages = redirecting.filter((provider) => provider !== 'standard')

describe('isRedirectAllowed', () => {
  test.each([
    '/callback',
    'https://example.com/callback',
    'http://example.com/callback',
    'http://127.0.0.1.example.com/',
    'http://127.0.0.1@example.com/',
    'http://user@127.0.0.1/',
    'https://practice.invalid.example.com/',
    'https://127.0.0.1/',
    'http://127.0.0.1/#fragment',
    'javascript:alert(1)',
    'com.example.app:/callback',
  ])('sends nobody to %s', (uri) => {
    expect(isRedirectAllowed(uri)).toBe(false)
  })

  test.each([
    'http://127.0.0.1:1/x',
    'http://localhost/callback',
    'http://[::1]:80/',
    practiceRedirectUri,
    'https://practice.invalid/x?y=1',
  ])('sends a code to %s', (uri) => {
    expect(isRedirectAllowed(uri)).toBe(true)
  })
})

describe.each(redirecting)('%s', (provider) => {
  test('shows a page for a client that it does not know', async () => {
    const response = await authorize(standAt(practice, provider), { client_id: 'somebody' })
    expect([response.status, response.headers.get('location')]).toEqual([400, null])
    expect(response.headers.get('content-type')).toContain('text/html')
  })

  test('is no open redirect', async () => {
    const response = await authorize(standAt(practice, provider), { redirect_uri: 'https://example.com/callback' })
    expect([response.status, response.headers.get('location')]).toEqual([400, null])
  })

  test('reports a response type that it does not have to the redirect URI', async () => {
    const response = await authorize(standAt(practice, provider), { response_type: 'nonsense' })
    const answer = new URL(response.headers.get('location') ?? '').searchParams
    expect([answer.get('error'), answer.get('state')]).toEqual(['unsupported_response_type', 'state-1'])
  })

  test('approves at once with prompt=none and returns the state', async () => {
    const response = await authorize(standAt(practice, provider))
    expect(response.status).toBe(303)
    const location = new URL(response.headers.get('location') ?? '')
    expect(`${location.origin}${location.pathname}`).toBe(redirectUri)
    expect(location.searchParams.get('state')).toBe('state-1')
    expect(location.searchParams.get('code')).not.toBe('')
  })
})

describe.each(withPages)('the page of %s', (provider) => {
  const ask = (language: string, decision?: string) => {
    const query = new URLSearchParams({ client_id: 'tokendesk-practice', redirect_uri: redirectUri, state: 's' })
    const url = `${standAt(practice, provider).base}${ways[provider].authorize}?${query}`
    const headers = { 'accept-language': language }
    if (decision === undefined) return send(url, { headers })
    return send(url, { method: 'POST', headers, body: new URLSearchParams({ decision }) })
  }

  test('returns access_denied when the person denies', async () => {
    const response = await ask('en', 'deny')
    expect(response.headers.get('location')).toBe(`${redirectUri}?error=access_denied&state=s`)
  })

  test('returns a code when the person allows', async () => {
    const response = await ask('en', 'allow')
    expect(new URL(response.headers.get('location') ?? '').searchParams.has('code')).toBe(true)
  })

  test('speaks the language of the browser', async () => {
    expect(await (await ask('fr-FR, zh-CN;q=0.9, en;q=0.8')).text()).toContain('<html lang="zh-CN">')
    expect(await (await ask('en-GB,zh;q=0.5')).text()).toContain('Allow or deny?')
    expect(await (await ask('fr')).text()).toContain('<html lang="en">')
  })

  test('loads nothing and lets its form lead nowhere but back', async () => {
    const policy = (await ask('en')).headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("form-action 'self' http://127.0.0.1:4567;")
    expect(policy).toContain("frame-ancestors 'none'")
  })
})

test('a page shows what it was sent as text', async () => {
  const stand = standAt(practice, 'xt')
  const response = await authorize(stand, { prompt: '', scope: '<script>alert(1)</script>' })
  const page = await response.text()
  expect(page).toContain('&#60;script&#62;')
  expect(page).not.toContain('<script')
})

test('Workfront sends nothing but the state, and the registered address is used', async () => {
  const response = await send(`${practice.origin}/workfront/authorize?state=only&prompt=none`)
  expect(response.headers.get('location')).toMatch(/^https:\/\/practice\.invalid\/callback\?code=[^&]+&state=only$/)
})
