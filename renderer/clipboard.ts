import { after, type EpochMs, seconds } from '../shared/lib/units.ts'
import { readClock } from './clock.ts'
import type { Connection } from './connection.ts'
import { appStore } from './stores/app-store.ts'

let clearing: ReturnType<typeof setTimeout> | undefined
/** What this window has put on the clipboard and has not given up yet. */
let ours: string | null = null

/** Whether this page may look at the clipboard without a question: only then can it know that the text is still ours. */
async function isReadable(): Promise<boolean> {
  try {
    const permission = await navigator.permissions.query({ name: 'clipboard-read' as PermissionName })
    return permission.state === 'granted'
  } catch {
    return false
  }
}

async function clearIfOurs(text: string): Promise<void> {
  try {
    if ((await navigator.clipboard.readText()) === text) await navigator.clipboard.writeText('')
  } catch {
    // The window is not in front: the browser then lets nobody touch the clipboard.
  }
  if (ours === text) ours = null
  appStore.setState({ clipboardClearsAt: null })
}

async function planClearing(text: string): Promise<EpochMs | null> {
  clearTimeout(clearing)
  const wait = appStore.getState().preferences.clipboardSeconds
  if (wait === 0 || !(await isReadable())) return null
  clearing = setTimeout(() => void clearIfOurs(text), wait * 1000)
  return after(readClock(), seconds(wait))
}

/** Copies a selection: what a person may always do, and what needs no permission. */
function copySelected(text: string): boolean {
  const before = document.activeElement
  const field = document.body.appendChild(document.createElement('textarea'))
  field.value = text
  field.select()
  const isCopied = document.execCommand('copy')
  field.remove()
  if (before instanceof HTMLElement) before.focus()
  return isCopied
}

/** The desktop window grants its page nothing, not even this; a click of the person is enough for the other way. */
async function writeText(text: string): Promise<boolean> {
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => copySelected(text),
  )
}

/**
 * Writes text to the clipboard and plans its removal where the browser lets us see that it is still ours; it is never
 * cleared blindly, because what lies there then may be a person's own. Gives whether it was written.
 */
export async function copyText(text: string): Promise<boolean> {
  if (!(await writeText(text))) return false
  ours = text
  appStore.setState({ clipboardClearsAt: await planClearing(text) })
  return true
}

/**
 * Ends the wait: clears what was copied last, by the host or by this window, or leaves it there for good. Where the page
 * may not look, it clears all the same, because a person has just asked for it.
 */
export async function settleCopy(connection: Connection, clear: boolean): Promise<void> {
  clearTimeout(clearing)
  const text = ours
  ours = null
  appStore.setState({ clipboardClearsAt: null })
  await connection.send('tokens.settleCopy', { clear })
  if (!clear || text === null) return
  if (await isReadable()) await clearIfOurs(text)
  else await navigator.clipboard.writeText('').catch(() => {})
}

/** Text that is no secret: nothing is planned for it. */
export const copyPlainText = writeText
