import type { Page } from '@playwright/test'
import { sendToHost } from './call-host.ts'
import { expect, test } from './open-app.ts'
import { openSignInServer, type SignInServer } from './sign-in-server.ts'

let server: SignInServer
test.beforeEach(async () => {
  server = await openSignInServer()
})
test.afterEach(() => server.close())

const name = 'machine'

/** Obtains a token without a sign-in, and answers the id of its set. */
async function obtainToken(page: Page): Promise<string> {
  const text = JSON.stringify({
    id: name,
    name,
    dialect: { id: 'fixed', name: 'OAuth 2.0', endpoints: { token: `${server.origin}/token` } },
    clientId: 'client',
    secrets: { client_secret: 'secret-of-the-client' },
    grant: 'client_credentials',
  })
  await sendToHost(page, 'profiles.import', { text, store: true })
  await sendToHost(page, 'exchanges.start', { profileId: name })
  const list = () => sendToHost(page, 'tokens.list', { profileId: name })
  await expect.poll(async () => (await list()).length).toBe(1)
  return (await list())[0]?.id ?? ''
}

test.describe('the clipboard of the desktop', () => {
  test('is written by the host and cleared again, and never what is not ours', async ({ app }) => {
    const id = await obtainToken(app.page)
    const read = () => app.desktop.evaluate(({ clipboard }) => clipboard.readText(), null)
    await sendToHost(app.page, 'preferences.write', { clipboardSeconds: 1 })
    const copied = await sendToHost(app.page, 'tokens.copy', { id, kind: 'access_token', format: 'bearer' })
    expect(copied).toMatchObject({ kind: 'copied', clearsAt: expect.any(Number) })
    expect(await read()).toBe('Bearer token-of-the-window')
    await expect.poll(read).toBe('')

    await sendToHost(app.page, 'tokens.copy', { id, kind: 'access_token', format: 'raw' })
    await app.desktop.evaluate(({ clipboard }) => clipboard.writeText('of another program'), null)
    // A timer of the same length that starts later ends later: by then the clipboard has been looked at.
    await app.desktop.evaluate(() => new Promise<void>((resolve) => setTimeout(resolve, 1000)), null)
    expect(await read()).toBe('of another program')
  })

  test('keeps what a person wants to keep', async ({ app }) => {
    const id = await obtainToken(app.page)
    await sendToHost(app.page, 'preferences.write', { clipboardSeconds: 0 })
    expect(await sendToHost(app.page, 'tokens.copy', { id, kind: 'access_token', format: 'raw' })).toEqual({
      kind: 'copied',
      clearsAt: null,
    })
  })
})

test.describe('the vault of the desktop', () => {
  test.use({ environment: { TOKENDESK_PASSPHRASE: '', STAND_IN_STORAGE: 'gnome_libsecret' } })

  test('is held by safeStorage where a store stands behind it, and opens again after a restart', async ({
    app,
  }, info) => {
    test.skip(info.project.name !== 'desktop-stand-in', 'only the stand-in can choose the store of this machine')
    const { vault } = await sendToHost(app.page, 'app.status', {})
    expect(vault).toMatchObject({ state: 'open', persistent: true, holders: ['safe-storage'] })
    const id = await obtainToken(app.page)
    await app.restart()
    expect((await sendToHost(app.page, 'tokens.show', { id })).tokenSet.tokens[0]?.value).toBe('token-of-the-window')
  })
})

test.describe('the vault of a desktop without a store', () => {
  for (const backend of ['basic_text', 'unknown']) {
    test.describe(backend, () => {
      test.use({ environment: { TOKENDESK_PASSPHRASE: '', STAND_IN_STORAGE: backend } })

      test('is not held by safeStorage, which would protect nothing', async ({ app }, info) => {
        test.skip(info.project.name !== 'desktop-stand-in', 'only the stand-in can choose the store of this machine')
        test.skip(process.platform !== 'linux', 'only Linux has stores that protect nothing')
        const { vault } = await sendToHost(app.page, 'app.status', {})
        expect(vault.holders).not.toContain('safe-storage')
        // Where no keyring stands in for it either, nothing is kept, and the status says so.
        if (vault.holders.length === 0) expect(vault).toMatchObject({ persistent: false, notice: 'no_key_holder' })
      })
    })
  }
})
