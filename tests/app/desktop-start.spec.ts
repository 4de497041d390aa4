import { expect, test } from './open-app.ts'

test.describe('the desktop window', () => {
  test.beforeEach(({ app }) => {
    test.skip(app.desktop === undefined, 'only the desktop app has an Electron window')
  })

  test('opens on its own page and reaches the host', async ({ app }) => {
    const status = await app.page.evaluate(() => window.tokendesk?.send('app.status', {}))
    expect(status).toMatchObject({ ok: true, value: { door: 'desktop', canCatchInWindow: true, canCopy: true } })
  })
})
