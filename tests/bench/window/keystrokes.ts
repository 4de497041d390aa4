import type { Page } from '@playwright/test'

declare global {
  interface Window {
    /** Milliseconds from each key to the paint of what it changed. */
    keystrokes?: number[]
  }
}

/** Twenty keys: names that narrow the list, and the way back. */
const keys = [...'orders 12', ...Array.from({ length: 9 }, () => 'Backspace'), ...'st']

/** Notes for each key the time from the key itself, as the browser received it, to the frame with its effect. */
function watchKeys(): void {
  const taken: number[] = []
  window.keystrokes = taken
  const painted = new MessageChannel()
  let pressedAt = 0
  painted.port1.onmessage = () => taken.push(performance.now() - pressedAt)
  addEventListener(
    'keydown',
    (event) => {
      pressedAt = event.timeStamp
      // A message that is posted in the frame arrives when the frame is painted.
      requestAnimationFrame(() => painted.port2.postMessage(null))
    },
    true,
  )
}

/** Types into the filter, one key at a time, and gives the times. */
export async function timeKeystrokes(page: Page): Promise<readonly number[]> {
  const filter = page.locator('nav input[type="search"]')
  await filter.focus()
  await page.evaluate(watchKeys)
  for (const [index, key] of keys.entries()) {
    await page.keyboard.press(key === ' ' ? 'Space' : key)
    await page.waitForFunction((count) => (window.keystrokes?.length ?? 0) > count, index, { polling: 20 })
  }
  const taken = await page.evaluate(() => window.keystrokes ?? [])
  await filter.fill('')
  return taken
}
