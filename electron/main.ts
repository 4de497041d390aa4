import { join } from 'node:path'
import { app, type BrowserWindow, nativeTheme } from 'electron'
import { openAppProtocol, registerAppScheme } from './desktop/app-protocol.ts'
import { createWindowCatcher } from './desktop/catch-in-window.ts'
import { createClipboard } from './desktop/clipboard.ts'
import { openDataFolder } from './desktop/data-folder.ts'
import { readDesktopWords } from './desktop/desktop-words.ts'
import { openIpcDoor } from './desktop/ipc-door.ts'
import { openMenu } from './desktop/menu.ts'
import { lockNavigation } from './desktop/navigation-locks.ts'
import { openOutside } from './desktop/open-outside.ts'
import { openPreferences } from './desktop/preferences.ts'
import { createSafeStorageHolder } from './desktop/secret-box.ts'
import { takeSingleInstance } from './desktop/single-instance.ts'
import { showStartFailure } from './desktop/start-failure.ts'
import { focusWindow, openWindow } from './desktop/window.ts'
import { readClock } from './host/clock.ts'
import { openHost } from './host/host.ts'
import { readServedFiles } from './host/served-files.ts'
import { createKeyringHolder } from './host/vault/keyring-holder.ts'
import { createPassphraseHolder } from './host/vault/passphrase-holder.ts'

let window: BrowserWindow | null = null

/**
 * Ends the application in order: first what the person left with others, then the host with its listeners and vault.
 */
function closeBeforeQuit(close: () => Promise<void>): void {
  let isClosed = false
  app.on('will-quit', (event) => {
    if (isClosed) return
    event.preventDefault()
    void close().finally(() => {
      isClosed = true
      app.quit()
    })
  })
}

async function openApp(home: string): Promise<void> {
  await app.whenReady()
  const preferences = openPreferences()
  const readWords = () => readDesktopWords(preferences.read().language, app.getLocale())
  const follow = (): void => {
    nativeTheme.themeSource = preferences.read().theme
    openMenu(readWords())
  }
  follow()
  preferences.onChange(follow)
  const clipboard = createClipboard(readClock)
  const passphrase = process.env.TOKENDESK_PASSPHRASE
  // Programs that are started from here must not inherit it.
  delete process.env.TOKENDESK_PASSPHRASE
  const host = await openHost({
    door: 'desktop',
    version: app.getVersion(),
    home,
    now: readClock,
    holders: [
      createSafeStorageHolder(),
      ...(passphrase === undefined ? [] : [createPassphraseHolder(passphrase)]),
      createKeyringHolder(),
    ],
    openOutside,
    catchInWindow: createWindowCatcher(readClock, readWords),
    clipboard,
    preferences,
  })
  openAppProtocol(await readServedFiles(join(import.meta.dirname, '../renderer')))
  const closeDoor = openIpcDoor(host, () => window)
  closeBeforeQuit(async () => {
    closeDoor()
    await clipboard.close()
    await host.close()
  })
  await openWindow(preferences, (opened) => {
    window = opened
    opened.once('closed', () => {
      window = null
      app.quit()
    })
  })
}

// In this order: the scheme and the sandbox before `ready`, the lock before anything is opened.
try {
  registerAppScheme()
  app.enableSandbox()
  lockNavigation()
  const home = openDataFolder(process.env)
  if (takeSingleInstance(() => window !== null && focusWindow(window))) void openApp(home).catch(showStartFailure)
  else app.quit()
} catch (error) {
  showStartFailure(error)
}
