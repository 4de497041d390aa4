import { app, type Session, session, type WebContents } from 'electron'
import { appOrigin } from './app-protocol.ts'

type MayShow = (url: string) => boolean

/** Contents that may show something else than the application: the sign-in window, with its own rule. */
const released = new WeakMap<WebContents, MayShow>()

/** Gives one window's contents another rule for where they may go. */
export function releaseContents(contents: WebContents, mayShow: MayShow): void {
  released.set(contents, mayShow)
}

/** The application's own pages, compared as URLs (requirement E-13). */
export const isAppPage: MayShow = (url) => {
  const parts = URL.canParse(url) ? new URL(url) : null
  return parts !== null && `${parts.protocol}//${parts.host}` === appOrigin
}

/** No session grants anything or stores a file (requirement E-05); the words of a field are nobody else's (S-10). */
function lockSession(one: Session): void {
  one.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  one.setPermissionCheckHandler(() => false)
  one.setDevicePermissionHandler(() => false)
  one.on('will-download', (event) => event.preventDefault())
  one.setSpellCheckerEnabled(false)
}

/** No contents leave their page, open a window or take in a guest (requirements E-11 to E-14). */
function lockContents(contents: WebContents): void {
  const stay = (event: { readonly url: string; preventDefault(): void }): void => {
    const mayShow = released.get(contents) ?? isAppPage
    if (!mayShow(event.url)) event.preventDefault()
  }
  contents.on('will-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** Locks every session and every contents from the moment they exist, whoever makes them. */
export function lockNavigation(): void {
  app.on('session-created', lockSession)
  // The first session may be made by Electron itself before anybody listens; locking it twice changes nothing.
  void app.whenReady().then(() => lockSession(session.defaultSession))
  app.on('web-contents-created', (_event, contents) => lockContents(contents))
}
