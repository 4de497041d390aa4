import type { Page } from '@playwright/test'

/** The application, open at one of its doors. */
export interface OpenedApp {
  readonly page: Page
  /** Ends it as a person would: whatever it has to write is written. */
  readonly close: () => Promise<void>
}
