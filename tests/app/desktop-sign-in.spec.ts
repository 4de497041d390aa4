import type { Page } from '@playwright/test'
import type * as Electron from 'electron'
import { readProblem, readStep } from '../../shared/flow/exchange.ts'
import { endOfRun, sendToHost } from './call-host.ts'
import { expect, test } from './open-app.ts'
import { openSignInServer, type SignInServer } from './sign-in-server.ts'

let server: SignInServer
test.beforeEach(async () => {
  server = await openSignInServer()
})
test.afterEach(() => server.close())

/** Stores a profile whose redirect URI is fixed, and starts a run of it. */
async function startRun(page: Page, redirectUri: string, answer: SignInServer['answer']): Promise<string> {
  server.answer = answer
  const { profile } = await sendToHost(page, 'profiles.import', {
    store: true,
    replace: true,
    text: JSON.stringify({
      id: 'fixed',
      name: 'Fixed redirect',
      dialect: {
        id: 'rfc6749',
        name: 'OAuth 2.0',
        endpoints: { authorization: `${server.origin}/authorize`, token: `${server.origin}/token` },
      },
      clientId: 'client',
      secrets: { client_secret: 'secret-of-the-client' },
      redirect: { kind: 'window', uri: redirectUri },
    }),
  })
  return (await sendToHost(page, 'exchanges.start', { profileId: profile.id })).exchangeId
}

/** Runs in the main process. A partition without `persist:` lives in memory. */
function readSignInPartition({ BrowserWindow }: typeof Electron): unknown {
  const all = BrowserWindow.getAllWindows().map(({ webContents }) => webContents as unknown as Undocumented)
  return all.map((contents) => contents.getLastWebPreferences().partition).find((partition) => partition !== undefined)
}

interface Undocumented {
  getLastWebPreferences(): Readonly<Record<string, unknown>>
}

const fixed = 'https://registered.invalid/signed-in'

test.describe('the sign-in window', () => {
  test('catches a fixed https: redirect before it is sent', async ({ app }) => {
    const exchange = await endOfRun(app.page, await startRun(app.page, fixed, 'redirect'))
    expect(readProblem(exchange)).toBeNull()
    expect(exchange.state).toBe('received')
    expect(readStep(exchange, 'captured-redirect')?.redirect).toMatchObject({ maker: 'window' })
    expect(server.asked).toEqual(['/authorize', '/token'])
    await expect.poll(() => app.desktop.pages().length).toBe(1)
  })

  test('does not send it even where a server would answer, as a page or as a picture of one', async ({ app }) => {
    const opening = app.desktop.nextPage()
    const id = await startRun(app.page, `${server.origin}/signed-in`, 'page')
    const signIn = await opening
    await signIn.waitForLoadState()
    await signIn.getByRole('link', { name: 'Allow' }).click()
    expect((await endOfRun(app.page, id)).state).toBe('received')
    expect(server.asked).toEqual(['/authorize', '/token'])
  })

  test('reads the form of a form_post that is never sent', async ({ app }) => {
    const exchange = await endOfRun(app.page, await startRun(app.page, fixed, 'form_post'))
    expect(exchange.state).toBe('received')
    expect(readStep(exchange, 'captured-redirect')?.redirect).toMatchObject({ maker: 'form_post', url: fixed })
  })

  for (const answer of ['redirect', 'script'] as const) {
    test(`catches a redirect to a scheme of its own, by ${answer}`, async ({ app }) => {
      const exchange = await endOfRun(app.page, await startRun(app.page, 'com.example.app:/signed-in', answer))
      expect(readProblem(exchange)).toBeNull()
      expect(exchange.state).toBe('received')
    })
  }

  test('has nothing of ours in it and says whose page it shows', async ({ app }) => {
    const opening = app.desktop.nextPage()
    const id = await startRun(app.page, fixed, 'page')
    const signIn = await opening
    await signIn.getByRole('link', { name: 'Allow' }).waitFor()
    expect(await signIn.evaluate(() => 'tokendesk' in window)).toBe(false)
    const seen = await app.desktop.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find((one) => !one.getTitle().startsWith('Tokendesk'))
      return window?.getTitle()
    }, null)
    expect(seen).toBe(`${server.origin.slice('http://'.length)} · this machine · Sign in`)
    // The page has a picture at the redirect URI: it is no page, so the run goes on waiting.
    expect((await sendToHost(app.page, 'exchanges.show', { id })).state).toBe('waiting')
    await signIn.getByRole('link', { name: 'Allow' }).click()
    const exchange = await endOfRun(app.page, id)
    expect(readStep(exchange, 'captured-redirect')?.redirect.ignored).toBe(1)
    expect(exchange.state).toBe('received')
  })

  test('ends the run when it is closed', async ({ app }) => {
    const opening = app.desktop.nextPage()
    const id = await startRun(app.page, fixed, 'page')
    const signIn = await opening
    await signIn.getByRole('link', { name: 'Allow' }).waitFor()
    await signIn.close()
    expect(readProblem(await endOfRun(app.page, id))).toMatchObject({
      step: 'captured-redirect',
      code: 'window_closed',
    })
  })

  test('is closed when the run is cancelled', async ({ app }) => {
    const opening = app.desktop.nextPage()
    const id = await startRun(app.page, fixed, 'page')
    await (await opening).getByRole('link', { name: 'Allow' }).waitFor()
    await sendToHost(app.page, 'exchanges.cancel', { id })
    expect((await endOfRun(app.page, id)).state).toBe('cancelled')
    await expect.poll(() => app.desktop.pages().length).toBe(1)
  })

  test('forgets who signed in', async ({ app }) => {
    const partitions: unknown[] = []
    for (const _ of [1, 2]) {
      const opening = app.desktop.nextPage()
      const id = await startRun(app.page, fixed, 'page')
      const allow = (await opening).getByRole('link', { name: 'Allow' })
      await allow.waitFor()
      partitions.push(await app.desktop.evaluate(readSignInPartition, null))
      await allow.click()
      await endOfRun(app.page, id)
    }
    // The first request of the second window carries no cookie of the first.
    expect(server.cookies).toEqual([undefined, undefined])
    expect(new Set(partitions).size).toBe(2)
    expect(partitions.filter((name) => !/^sign-in-/.test(String(name)))).toEqual([])
  })

  test('ends the run when the first page cannot be shown', async ({ app }) => {
    server.close()
    const exchange = await endOfRun(app.page, await startRun(app.page, fixed, 'redirect'))
    expect(readProblem(exchange)).toMatchObject({ step: 'captured-redirect', code: 'browser_not_opened' })
  })
})

test.describe("the system's browser", () => {
  test('is given the address of a loopback run, and what it calls ends the run', async ({ app }) => {
    const opening = app.nextSignIn()
    const { exchangeId } = await sendToHost(app.page, 'exchanges.start', { profileId: 'practice-oidc' })
    await (await opening).getByRole('button', { name: 'Allow' }).click()
    const exchange = await endOfRun(app.page, exchangeId)
    expect(readStep(exchange, 'authorization-request')?.opened).toBe('system_browser')
    expect(readStep(exchange, 'captured-redirect')?.redirect.maker).toBe('loopback')
    expect(exchange.state).toBe('received')
  })
})
