/** A request of a page, before it is sent, in the words of Chromium's Fetch domain. */
export interface PageRequest {
  readonly url: string
  readonly method: string
  /** `mainFrame`, `subFrame` or what a page loads. */
  readonly resourceType: 'mainFrame' | 'subFrame' | 'other'
  readonly body: Buffer | null
}

/** What becomes of a request: sent, not sent, or answered by the application itself. */
export type RequestAnswer =
  | { readonly kind: 'continue' }
  | { readonly kind: 'cancel' }
  | {
      readonly kind: 'fulfil'
      readonly status: number
      readonly headers: Record<string, string>
      readonly body: Buffer
    }

/** The frame that a message comes from. */
export interface SenderFrame {
  readonly isMain: boolean
  readonly origin: string
  readonly url: string
}

export interface WindowOrder {
  readonly id: number
  readonly width: number
  readonly height: number
  /** The text of the preload, or `null`. */
  readonly preload: string | null
  /** Permissions that the session's handlers granted. */
  readonly granted: readonly string[]
}

/** What the process asks of the screen, where the pages are. */
export type ScreenCalls = {
  openWindow(order: WindowOrder): void
  /** Loads an address as `loadURL` does; answers Chromium's error, or `null`. */
  load(id: number, url: string): Promise<string | null>
  send(id: number, channel: string, args: readonly unknown[]): void
  closeWindow(id: number): void
  /** Shows an address in the system's browser, which is not the application's. */
  openOutside(url: string): void
  paint(theme: 'dark' | 'light' | null): void
}

/** What the screen asks of the process, where the application runs. */
export type ProcessCalls = {
  request(id: number, request: PageRequest): Promise<RequestAnswer>
  /** A navigation that the page started, or a redirect on its way; true when the application prevented it. */
  isPrevented(id: number, event: 'will-navigate' | 'will-redirect', url: string, isMainFrame: boolean): boolean
  navigated(id: number, url: string, origin: string): void
  titled(id: number, title: string): void
  invoke(id: number, frame: SenderFrame, channel: string, args: readonly unknown[]): unknown
  mayOpenWindow(id: number, url: string): boolean
  mayDownload(id: number, url: string): boolean
  /** The person closed the window. */
  closed(id: number): void
  /** Runs a function's text with the module and an argument, as Playwright does in real Electron. */
  evaluate(source: string, arg: unknown): unknown
  quit(): void
}
