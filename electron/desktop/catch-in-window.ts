import { randomUUID } from 'node:crypto'
import { BrowserWindow, type OnBeforeRequestListenerDetails, type WebContents } from 'electron'
import type { CapturedRedirect } from '../../shared/flow/captured-redirect.ts'
import { fail, type Outcome } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import type { EpochMs } from '../../shared/lib/units.ts'
import type { WindowCatch } from '../host/ports.ts'
import type { DesktopWords } from './desktop-words.ts'
import { hardenedPreferences } from './hardened-preferences.ts'
import { releaseContents } from './navigation-locks.ts'
import { buildSignInTitle } from './sign-in-title.ts'
import { createSignInWatch, type SignInWatch } from './sign-in-watch.ts'

type Settle = (outcome: Outcome<CapturedRedirect>) => void

/** Chromium's word for a load that something else has replaced or cancelled; our own cancelling ends in it too. */
const aborted = -3

/** A window with nothing in it of ours: own session in memory, no preload, no way to call (requirement N-01). */
function openSignInWindow(words: DesktopWords): BrowserWindow {
  return new BrowserWindow({
    width: 520,
    height: 720,
    minWidth: 400,
    minHeight: 400,
    title: words.signIn,
    autoHideMenuBar: true,
    // Without `persist:` a partition lives in memory only.
    webPreferences: { ...hardenedPreferences, partition: `sign-in-${randomUUID()}`, devTools: false },
  })
}

/** The body of a form; `undefined` for a GET. Files and blobs are no part of an authorization response. */
function readUpload({ method, uploadData }: OnBeforeRequestListenerDetails): Buffer | undefined {
  if (method !== 'POST') return undefined
  // The typings promise both; a request without a body has none, and a file has no bytes.
  return Buffer.concat((uploadData ?? []).map(({ bytes }) => bytes ?? Buffer.alloc(0)))
}

/** Looks at every request before it is sent and at every navigation before it is followed. */
function watchContents(contents: WebContents, watch: SignInWatch, settle: Settle): void {
  releaseContents(contents, watch.mayShow)
  contents.session.webRequest.onBeforeRequest((details, answer) => {
    const isPage = details.resourceType === 'mainFrame'
    const seen = watch.seeRequest({ url: details.url, isPage, form: readUpload(details) })
    answer({ cancel: seen.cancel || (isPage && !watch.mayShow(details.url)) })
    if (seen.redirect !== null) settle(seen.redirect)
  })
  const see = (event: { readonly url: string; readonly isMainFrame: boolean; preventDefault(): void }): void => {
    const redirect = watch.seeNavigation({ url: event.url, isPage: event.isMainFrame })
    if (redirect === null) return
    event.preventDefault()
    settle(redirect)
  }
  contents.on('will-navigate', see)
  contents.on('will-redirect', see)
  // Not every scheme that is registered on a system raises the two (electron issue 19603); this one cannot be
  // prevented, and needs not: no session opens other programs.
  contents.on('did-start-navigation', ({ url, isMainFrame }) => {
    const redirect = watch.seeNavigation({ url, isPage: isMainFrame })
    if (redirect !== null) settle(redirect)
  })
}

/** Says in the title whose page is shown; a first page that cannot be shown ends the wait. */
function describeContents(window: BrowserWindow, words: DesktopWords, settle: Settle): void {
  const contents = window.webContents
  let hasShown = false
  window.on('page-title-updated', (event) => event.preventDefault())
  contents.on('did-navigate', (_event, url) => {
    hasShown = true
    window.setTitle(buildSignInTitle(url, words))
  })
  contents.on('did-fail-load', (_event, code, reason, _url, isMainFrame) => {
    if (!isMainFrame || code === aborted) return
    const isCertificate = reason.startsWith('ERR_CERT_')
    window.setTitle(isCertificate ? words.certificateRefused : words.signIn)
    const name = isCertificate ? 'network_tls' : 'browser_not_opened'
    if (!hasShown) settle(fail(problem('captured-redirect', name, { reason })))
  })
}

/** Removes everything the sign-in has left behind, and the window with it. */
async function closeSignIn(window: BrowserWindow, contents: WebContents): Promise<void> {
  const { session } = contents
  // Not inside the callback that Chromium waits for: the window takes its contents with it.
  await new Promise((resolve) => setImmediate(resolve))
  if (!window.isDestroyed()) window.destroy()
  await session.clearData()
  await session.clearAuthCache()
}

/**
 * Catches a redirect in a window of the application, for redirect URIs that no loopback listener can be behind. The
 * first request for exactly that origin and path ends the wait and is never sent.
 */
export function createWindowCatcher(
  now: () => EpochMs,
  words: () => DesktopWords,
): (wanted: WindowCatch) => Promise<Outcome<CapturedRedirect>> {
  return async ({ url, redirectUri, signal }) => {
    if (signal.aborted) return fail(problem('captured-redirect', 'cancelled'))
    const window = openSignInWindow(words())
    const contents = window.webContents
    const caught = new Promise<Outcome<CapturedRedirect>>((settle) => {
      signal.addEventListener('abort', () => settle(fail(problem('captured-redirect', 'cancelled'))), { once: true })
      window.once('closed', () => settle(fail(problem('captured-redirect', 'window_closed'))))
      watchContents(contents, createSignInWatch(url, redirectUri, now), settle)
      describeContents(window, words(), settle)
    })
    // A page that does not load has been reported by `did-fail-load`.
    contents.loadURL(url).catch(() => {})
    const outcome = await caught
    await closeSignIn(window, contents)
    return outcome
  }
}
