import { expect, test } from 'vitest'
import { readChecks, readFindings, readProblem } from '../../../shared/flow/exchange.ts'
import { readToken } from '../../../shared/flow/token-set.ts'
import { ok } from '../../../shared/lib/outcome.ts'
import { openFullProvider } from '../../fakes/open-full-provider.ts'
import { saveFullProfile } from '../../fakes/save-full-profile.ts'
import { openTestHost, readEnd, readValue, runToEnd, waitForExchange } from '../open-test-host.ts'
import { readNewestSet } from './call-to-end.ts'

/** A profile that comes back to a free port of this machine, and every page that its host opened. */
async function openWithBrowser(postLogoutRedirectUri: string) {
  const opened: string[] = []
  const openOutside = async (url: string) => {
    opened.push(url)
    return ok(true as const)
  }
  const [host, provider] = await Promise.all([openTestHost({ openOutside }), openFullProvider()])
  const change = { lifecycle: { postLogoutRedirectUri }, authorization: { uiLocales: 'zh' } }
  const profileId = await saveFullProfile(host, provider, change)
  await runToEnd(host, profileId)
  opened.length = 0
  return { host, provider, profileId, opened }
}

/** Starts a logout and gives the address that a browser was sent to. */
async function startLogout({ host, profileId, opened }: Awaited<ReturnType<typeof openWithBrowser>>) {
  const { exchangeId } = readValue(await host.send('lifecycle.start', { profileId, what: 'logout' }))
  await waitForExchange(host, exchangeId, (one) => one.state !== 'running')
  return { id: exchangeId, url: new URL(opened[0] ?? '') }
}

test('with a way back the return is waited for, and its state is judged', async () => {
  const browser = await openWithBrowser('http://127.0.0.1:0/signed-out')
  const { host, profileId, provider } = browser
  const { id, url } = await startLogout(browser)
  const { tokenSet } = await readNewestSet(host, profileId)
  expect(Object.fromEntries(url.searchParams)).toEqual({
    id_token_hint: readToken(tokenSet, 'id_token')?.value,
    client_id: 'full-client',
    post_logout_redirect_uri: expect.stringMatching(/^http:\/\/127\.0\.0\.1:[1-9]\d*\/signed-out$/),
    state: expect.stringMatching(/^[\w-]{43}$/),
    ui_locales: 'zh',
  })
  const page = await fetch(url)
  expect([page.status, provider.at('/session/end').query.get('client_id')]).toEqual([200, 'full-client'])
  const back = new URL(url.searchParams.get('post_logout_redirect_uri') ?? '')
  back.searchParams.set('state', url.searchParams.get('state') ?? '')
  await fetch(back)
  const exchange = await readEnd(host, id)
  expect(exchange.trail.map((step) => step.kind)).toEqual([
    'authorization-request',
    'captured-redirect',
    'checks',
    'done',
  ])
  expect(readChecks(exchange)).toMatchObject([{ name: 'state', verdict: 'pass' }])
  expect((await readNewestSet(host, profileId)).afterlife.loggedOutAt).toEqual(expect.any(Number))
})

test.each([
  ['no state', '', 'state_absent'],
  ['another state', '?state=other', 'state_other'],
  ['a second state beside the right one', '?state=other&state=', 'state_other'],
])('%s is a failed check', async (_, query, reason) => {
  const browser = await openWithBrowser('http://127.0.0.1:0/signed-out')
  const { id, url } = await startLogout(browser)
  const right = query.endsWith('=') ? (url.searchParams.get('state') ?? '') : ''
  await fetch(`${url.searchParams.get('post_logout_redirect_uri')}${query}${right}`)
  const exchange = await readEnd(browser.host, id)
  expect(readChecks(exchange)).toMatchObject([{ name: 'state', verdict: 'fail', reason }])
  expect(readFindings(exchange).map((one) => one.code)).toContain('check_failed')
})

test('without a way back it is over when the page is open, and the ID token is in no event and no trail', async () => {
  const browser = await openWithBrowser('')
  const { host, profileId } = browser
  const { id, url } = await startLogout(browser)
  const exchange = await readEnd(host, id)
  expect(exchange.trail.map((step) => step.kind)).toEqual(['authorization-request', 'done'])
  expect([url.searchParams.has('state'), url.searchParams.has('post_logout_redirect_uri')]).toEqual([false, false])
  const idToken = url.searchParams.get('id_token_hint') ?? 'none'
  const step = exchange.trail[0]
  expect(step).toMatchObject({ opened: 'system_browser', request: { url: expect.stringContaining('id_token_hint=•') } })
  expect(JSON.stringify([host.events, exchange])).not.toContain(idToken)
  const part = step?.kind === 'authorization-request' ? step.request.parts.findIndex((one) => one.secret) : -1
  const revealed = await host.send('exchanges.reveal', { id, step: 'authorization-request', part })
  expect(readValue(revealed).value).toBe(idToken)
  expect((await readNewestSet(host, profileId)).afterlife.loggedOutAt).toEqual(expect.any(Number))
})

test('it can be opened again, and cancelled, while it waits', async () => {
  const browser = await openWithBrowser('http://127.0.0.1:0/signed-out')
  const { id, url } = await startLogout(browser)
  readValue(await browser.host.send('exchanges.open', { id }))
  expect(browser.opened).toEqual([url.href, url.href])
  readValue(await browser.host.send('exchanges.cancel', { id }))
  expect((await readEnd(browser.host, id)).state).toBe('cancelled')
  expect((await readNewestSet(browser.host, browser.profileId)).afterlife.loggedOutAt).toBeNull()
})

test('a profile without tokens goes without the hint, one without an address is told so', async () => {
  const host = await openTestHost()
  const provider = await openFullProvider()
  await saveFullProfile(host, provider)
  const start = async (profileId: string) =>
    readEnd(host, readValue(await host.send('lifecycle.start', { profileId, what: 'logout' })).exchangeId)
  const exchange = await start('full')
  expect(readFindings(exchange).map((one) => one.code)).toContain('logout_without_hint')
  const endpoints = { endSession: '' }
  await saveFullProfile(host, provider, { id: 'none', dialect: { endpoints } })
  expect(readProblem(await start('none'))).toMatchObject({
    code: 'endpoint_missing',
    evidence: { endpoint: 'endSession' },
  })
})
