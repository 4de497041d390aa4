import type { Page } from '@playwright/test'
import type * as Electron from 'electron'

/** The application, open at one of its doors. */
export interface OpenedApp {
  readonly page: Page
  /** The page of the next sign-in that the application opens in a browser. Ask before the click that opens it. */
  readonly nextSignIn: () => Promise<Page>
  /** What only the desktop app has; absent at the other doors. */
  readonly desktop?: Desktop
  /** Ends it as a person would: whatever it has to write is written. */
  readonly close: () => Promise<void>
}

/** The desktop app from the outside, in real Electron and on the stand-in alike. */
export interface Desktop {
  /** Runs a function in the main process, with the module `electron`; what it answers must be plain data. */
  evaluate<R, A>(run: (electron: typeof Electron, arg: A) => R | Promise<R>, arg: A): Promise<R>
  /** The page of the next window that opens. */
  nextPage(): Promise<Page>
  /** The pages of the open windows, the oldest first. */
  pages(): readonly Page[]
  /** Starts the application again on the same data while it runs, and waits until that second instance has ended. */
  startSecond(): Promise<void>
}
