import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type {
  BrowserWindowConstructorOptions,
  BrowserWindow as ElectronWindow,
  Rectangle,
  TitleBarOverlayOptions,
  WebContents,
  WebPreferences,
} from 'electron'
import { app } from './electron-app.ts'
import { emitPreventable } from './electron-events.ts'
import { openSession, type StandInSession } from './electron-session.ts'
import { needReady, processCalls, screenCalls } from './electron-state.ts'
import type { ProcessCalls } from './screen-calls.ts'

type OpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0]

let lastId = 0
const windows = new Map<number, BrowserWindow>()

/** Chromium's numbers for the failures that the application tells apart. */
const failures: Readonly<Record<string, number>> = { ERR_ABORTED: -3, ERR_CERT_AUTHORITY_INVALID: -202 }

/** The part of Electron's window that the stand-in has; the compiler holds it to Electron's own typings. */
type WindowPart = Pick<
  ElectronWindow,
  | 'loadURL'
  | 'isDestroyed'
  | 'isMinimized'
  | 'restore'
  | 'show'
  | 'focus'
  | 'isVisible'
  | 'isFocused'
  | 'blur'
  | 'maximize'
  | 'isMaximized'
  | 'getNormalBounds'
  | 'setBounds'
  | 'setBackgroundColor'
  | 'setTitleBarOverlay'
  | 'getTitle'
  | 'setTitle'
  | 'close'
  | 'destroy'
>

/** The same for its contents. */
type ContentsPart = Pick<WebContents, 'id' | 'getURL' | 'send' | 'setWindowOpenHandler' | 'loadURL'>

class StandInContents extends EventEmitter implements ContentsPart {
  readonly id: number
  readonly session: StandInSession
  readonly mainFrame: { parent: null; origin: string; url: string; frameTreeNodeId: number }
  readonly #preferences: WebPreferences
  #openHandler: OpenHandler | undefined

  constructor(id: number, preferences: WebPreferences) {
    super()
    this.id = id
    this.#preferences = preferences
    this.mainFrame = { parent: null, origin: 'null', url: '', frameTreeNodeId: id * 100 }
    this.session = openSession(preferences.partition ?? '')
  }
  /** Electron has it without documenting it; its own tests read a window's settings so. */
  getLastWebPreferences = (): WebPreferences => this.#preferences
  getURL = (): string => this.mainFrame.url
  send = (channel: string, ...args: readonly unknown[]): void => {
    // What cannot be cloned cannot be sent; Electron throws here too.
    void screenCalls.send(this.id, channel, structuredClone(args))
  }
  setWindowOpenHandler = (handler: OpenHandler): void => {
    this.#openHandler = handler
  }
  /** Without a handler Electron opens the window. */
  mayOpen(url: string): boolean {
    const referrer = { policy: 'default', url: '' } as const
    return (
      this.#openHandler?.({ url, frameName: '', features: '', disposition: 'new-window', referrer }).action !== 'deny'
    )
  }
  loadURL = async (url: string): Promise<void> => {
    const reason = await screenCalls.load(this.id, url)
    if (reason === null) return
    this.emit('did-fail-load', {}, failures[reason] ?? -2, reason, url, true, 0, 0)
    throw new Error(`${reason} loading '${url}'`)
  }
}

/** A window that is a page of the screen. Its options are kept so that a test can read what was asked for. */
export class BrowserWindow extends EventEmitter implements WindowPart {
  static getAllWindows = (): readonly BrowserWindow[] => [...windows.values()]
  readonly options: BrowserWindowConstructorOptions
  readonly webContents: StandInContents
  title: string
  #isShown = false
  #isFocused = false
  #bounds: Rectangle
  #isMaximized = false

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super()
    needReady('BrowserWindow')
    const { width = 800, height = 600, x = 0, y = 0, webPreferences = {} } = options
    const id = ++lastId
    this.options = options
    this.title = options.title ?? ''
    this.#bounds = { x, y, width, height }
    this.webContents = new StandInContents(id, webPreferences)
    windows.set(id, this)
    app.emit('web-contents-created', {}, this.webContents)
    const { preload } = webPreferences
    void screenCalls.openWindow({
      id,
      width,
      height,
      preload: preload === undefined ? null : readFileSync(preload, 'utf8'),
      granted: this.webContents.session.granted(this.webContents as unknown as WebContents),
    })
  }
  loadURL = (url: string): Promise<void> => this.webContents.loadURL(url)
  isDestroyed = (): boolean => !windows.has(this.webContents.id)
  isMinimized = (): boolean => false
  restore = (): void => {}
  show = (): void => {
    this.#isShown = true
  }
  focus = (): void => {
    this.#isFocused = true
  }
  isVisible = (): boolean => this.#isShown
  isFocused = (): boolean => this.#isFocused
  blur = (): void => {
    this.#isFocused = false
  }
  maximize = (): void => {
    this.#isMaximized = true
  }
  isMaximized = (): boolean => this.#isMaximized
  getNormalBounds = (): Rectangle => this.#bounds
  setBounds = (bounds: Partial<Rectangle>): void => {
    this.#bounds = { ...this.#bounds, ...bounds }
  }
  setBackgroundColor = (backgroundColor: string): void => void Object.assign(this.options, { backgroundColor })
  setTitleBarOverlay = (titleBarOverlay: TitleBarOverlayOptions): void =>
    void Object.assign(this.options, { titleBarOverlay })
  getTitle = (): string => this.title
  setTitle = (title: string): void => {
    this.title = title
  }
  close = (): void => {
    if (!emitPreventable(this, 'close', {})) this.destroy()
  }
  destroy = (): void => {
    if (!windows.delete(this.webContents.id)) return
    void screenCalls.closeWindow(this.webContents.id)
    this.emit('closed')
  }
}

const find = (id: number): BrowserWindow | undefined => windows.get(id)

app.on('stand-in-close-windows', () => {
  for (const window of windows.values()) window.close()
})

Object.assign(processCalls, {
  request: async (id, request) => (await find(id)?.webContents.session.answer(request)) ?? { kind: 'cancel' },
  isPrevented: (id, event, url, isMainFrame) => {
    const contents = find(id)?.webContents
    if (contents === undefined) return true
    const details = { url, isMainFrame, isSameDocument: false, frame: null }
    // Redirects come to every frame by one event; other navigations by one for all frames and one for the main frame.
    if (event === 'will-redirect') return emitPreventable(contents, event, details)
    const inFrame = emitPreventable(contents, 'will-frame-navigate', details)
    return (isMainFrame && emitPreventable(contents, 'will-navigate', details)) || inFrame
  },
  navigated: (id, url, origin) => {
    const window = find(id)
    if (window === undefined) return
    Object.assign(window.webContents.mainFrame, { url, origin })
    window.webContents.emit('did-navigate', {}, url, 200, 'OK')
    window.emit('ready-to-show')
  },
  titled: (id, title) => {
    const window = find(id)
    if (window !== undefined && !emitPreventable(window, 'page-title-updated', {}, title, true)) window.setTitle(title)
  },
  mayOpenWindow: (id, url) => find(id)?.webContents.mayOpen(url) === true,
  mayDownload: (id, url) => {
    const contents = find(id)?.webContents
    const item = { getURL: () => url, cancel: () => {} }
    return contents !== undefined && !emitPreventable(contents.session, 'will-download', {}, item, contents)
  },
  closed: (id) => find(id)?.close(),
} satisfies Partial<ProcessCalls>)
