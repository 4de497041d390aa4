import { app, dialog } from 'electron'
import { readDesktopWords } from './desktop-words.ts'

/** What is safe to show of an error: its kind and the system's code. Its text may hold anything. */
function readKind(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  return 'code' in error && typeof error.code === 'string' ? `${error.name} (${error.code})` : error.name
}

/** Ends a start that failed, and says so in a box of the system's own, because there may be no window. */
export function showStartFailure(error: unknown): void {
  dialog.showErrorBox(readDesktopWords('system', app.getLocale()).notStarted, readKind(error))
  app.exit(1)
}
