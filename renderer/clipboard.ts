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

/**
 * Writes text to the clipboard and plans its removal where the browser lets us see that it is still ours; it is never
 * cleared blindly, because what lies there then may be a person's own. Gives whether it was written.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    return false
  }
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
  if (text === null) await connection.send('tokens.settleCopy', { clear })
  else if (clear && (await isReadable())) await clearIfOurs(text)
  else if (clear) await navigator.clipboard.writeText('').catch(() => {})
}

/** Text that is no secret: nothing is planned for it. */
export async function copyPlainText(text: string): Promise<boolean> {
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  )
}
