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

/** A text of our own page that a person saves (an exported profile); Electron asks where to. */
const isOwnExport = (url: string): boolean => url.startsWith(`blob:${appOrigin}/`)

/**
 * No session grants anything or stores what comes from elsewhere (requirement E-05); no field is spelled elsewhere
 * (S-10).
 */
function lockSession(one: Session): void {
  one.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  one.setPermissionCheckHandler(() => false)
  one.setDevicePermissionHandler(() => false)
  one.on('will-download', (event, item) => {
    if (!isOwnExport(item.getURL())) event.preventDefault()
  })
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
