import { createHash } from 'node:crypto'
import { clipboard } from 'electron'
import { fail, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import { after, type EpochMs, seconds } from '../../shared/lib/units.ts'
import type { ClipboardPort } from '../host/ports.ts'

interface DesktopClipboard extends ClipboardPort {
  /** Clears what is still ours, before the application ends. */
  close(): Promise<void>
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64')

/** On Linux a selected text lies on a second clipboard. */
const places = process.platform === 'linux' ? [clipboard, clipboard.selection] : [clipboard]

/**
 * Writes to the clipboard, and clears it after a while unless something else lies there by then (requirement C-01).
 * Only a digest is kept to tell, never the text.
 */
export function createClipboard(now: () => EpochMs): DesktopClipboard {
  let ours: string | null = null
  let timer: NodeJS.Timeout | undefined

  const clearOurs = async (): Promise<void> => {
    clearTimeout(timer)
    const mark = ours
    ours = null
    if (mark === null) return
    for (const place of places) {
      try {
        if (digest(await place.readText()) === mark) place.clear()
      } catch {
        // Another program holds the clipboard: then what lies there is no longer ours.
      }
    }
  }

  return {
    copy: async (text, clearAfterSeconds) => {
      clearTimeout(timer)
      try {
        await clipboard.writeText(text)
      } catch {
        return fail(problem('contract', 'unsupported_here', { reason: 'clipboard' }))
      }
      ours = clearAfterSeconds > 0 ? digest(text) : null
      if (ours === null) return ok({ clearsAt: null })
      timer = setTimeout(() => void clearOurs(), clearAfterSeconds * 1000)
      return ok({ clearsAt: after(now(), seconds(clearAfterSeconds)) })
    },
    settle: async (clear) => {
      if (clear) return clearOurs()
      clearTimeout(timer)
      ours = null
    },
    close: clearOurs,
  }
}
