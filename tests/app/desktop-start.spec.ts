import type * as Electron from 'electron'
import { sendToHost } from './call-host.ts'
import { expect, test } from './open-app.ts'

interface Undocumented {
  getLastWebPreferences(): Readonly<Record<string, unknown>>
}

test.describe('the desktop window', () => {
  test('gives its page nothing of Node or Electron but two functions', async ({ app }) => {
    const seen = await app.page.evaluate(() => ({
      node: ['process', 'require', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
        (name) => name in window,
      ),
      door: Object.entries(window.tokendesk ?? {}).map(([name, value]) => `${name}: ${typeof value}`),
      isFrozen: Object.isFrozen(window.tokendesk),
    }))
    expect(seen).toEqual({ node: [], door: ['send: function', 'onEvent: function'], isFrozen: true })
  })

  test('cannot be given another door by its own page', async ({ app }) => {
    const hasChanged = await app.page.evaluate(() => {
      const before = window.tokendesk
      try {
        Object.defineProperty(window, 'tokendesk', { value: {} })
      } catch {
        // A constant property refuses; that is the point.
      }
      return window.tokendesk !== before
    })
    expect(hasChanged).toBe(false)
  })

  test('is hardened', async ({ app }) => {
    const preferences = await app.desktop.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as Undocumented
      const { preload, ...rest } = contents.getLastWebPreferences()
      return rest
    }, null)
    expect(preferences).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      spellcheck: false,
    })
  })

  test('runs in the sandbox, asked for before anything else could start', async ({ app }, info) => {
    test.skip(info.project.name !== 'desktop-stand-in', 'Electron does not tell; the stand-in noted the call')
    const isSandboxed = ({ app }: typeof Electron) => (app as unknown as { isSandboxed: boolean }).isSandboxed
    expect(await app.desktop.evaluate(isSandboxed, null)).toBe(true)
  })

  test('is shown, has room for the interface and one menu', async ({ app }) => {
    const seen = await app.desktop.evaluate(({ BrowserWindow, Menu }) => {
      const windows = BrowserWindow.getAllWindows()
      const { width, height } = windows[0]?.getNormalBounds() ?? { width: 0, height: 0 }
      return {
        count: windows.length,
        isVisible: windows[0]?.isVisible(),
        width,
        height,
        menu: Menu.getApplicationMenu() !== null,
      }
    }, null)
    expect(seen).toEqual({ count: 1, isVisible: true, width: 1440, height: 900, menu: true })
  })

  test('reaches the host, and hears from it', async ({ app }) => {
    expect(await sendToHost(app.page, 'app.status', {})).toMatchObject({
      door: 'desktop',
      canCatchInWindow: true,
      canCopy: true,
    })
    const heard = app.page.evaluate(
      () =>
        new Promise((resolve) => {
          const stop = window.tokendesk?.onEvent((event) => {
            if (event.kind !== 'preferences.changed') return
            stop?.()
            resolve(event.preferences.theme)
          })
          document.documentElement.dataset.listens = 'yes'
        }),
    )
    await app.page.waitForSelector('html[data-listens]')
    await sendToHost(app.page, 'preferences.write', { theme: 'dark' })
    expect(await heard).toBe('dark')
  })
})

test.describe('a second start', () => {
  test('ends at once and brings the window of the first to the front', async ({ app }) => {
    const told = app.desktop.evaluate(
      ({ app, BrowserWindow }) =>
        new Promise<number>((resolve) => {
          BrowserWindow.getAllWindows()[0]?.blur()
          app.once('second-instance', () => setImmediate(() => resolve(BrowserWindow.getAllWindows().length)))
        }),
      null,
    )
    await app.desktop.startSecond()
    expect(await told).toBe(1)
    expect(await app.desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFocused(), null)).toBe(
      true,
    )
  })
})

test.describe('preferences', () => {
  test('survive a restart, with the place of the window', async ({ app }) => {
    await sendToHost(app.page, 'preferences.write', { theme: 'dark', language: 'zh-Hans', clipboardSeconds: 60 })
    const bounds = { x: 40, y: 50, width: 1100, height: 720 }
    await app.desktop.evaluate(({ BrowserWindow }, place) => BrowserWindow.getAllWindows()[0]?.setBounds(place), bounds)
    await app.restart()
    expect(await sendToHost(app.page, 'preferences.read', {})).toEqual({
      theme: 'dark',
      language: 'zh-Hans',
      clipboardSeconds: 60,
    })
    const seen = await app.desktop.evaluate(({ BrowserWindow, nativeTheme }) => {
      return { place: BrowserWindow.getAllWindows()[0]?.getNormalBounds(), theme: nativeTheme.themeSource }
    }, null)
    expect(seen).toEqual({ place: bounds, theme: 'dark' })
    const isDark = () => matchMedia('(prefers-color-scheme: dark)').matches
    expect(await app.page.evaluate(isDark)).toBe(true)
  })
})
