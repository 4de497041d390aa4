import type { Page } from '@playwright/test'

declare global {
  interface Window {
    /** Milliseconds from the start of the navigation to the first usable screen. */
    firstUsable?: number
  }
}

/** Notes in the page itself when a profile stands in the sidebar and the filter takes the focus, once that is painted. */
function watchForScreen(): void {
  const look = (): void => {
    const filter = document.querySelector<HTMLInputElement>('nav input[type="search"]')
    const row = document.querySelector<HTMLElement>('[role="treeitem"][aria-selected]')
    if (filter === null || row === null || row.offsetHeight === 0) {
      requestAnimationFrame(look)
      return
    }
    filter.focus()
    if (document.activeElement !== filter) throw new Error('the filter does not take the focus')
    // A task after the frame runs when it is painted.
    requestAnimationFrame(() => setTimeout(() => (window.firstUsable = performance.now())))
  }
  requestAnimationFrame(look)
}

/** Opens the address and gives the milliseconds to the first usable screen. */
export async function openFirstScreen(page: Page, address: string): Promise<number> {
  await page.addInitScript(watchForScreen)
  await page.goto(address)
  const taken = await page.waitForFunction(() => window.firstUsable, undefined, { polling: 50 })
  return Number(await taken.jsonValue())
}
