import type { Browser, Page } from '@playwright/test'
import { openPageGuard, type PageGuard } from './page-guard.ts'
import { openPreloadWorld, type PreloadWorld } from './page-preload.ts'
import type { ProcessCalls, ScreenCalls, WindowOrder } from './screen-calls.ts'
import { toTheirs } from './stand-in-origin.ts'
import type { Asked } from './wire.ts'

interface OpenedWindow {
  readonly page: Page
  readonly world: PreloadWorld
  readonly guard: PageGuard
}

export interface Screen {
  readonly calls: ScreenCalls
  /** The pages of the open windows, the oldest first. */
  pages(): readonly Page[]
  /** The page of the next window that opens. */
  nextPage(): Promise<Page>
  /** The page of the next address that is opened in the system's browser. */
  nextOutside(): Promise<Page>
  close(): Promise<void>
}

/**
 * In Electron writing to the clipboard is a permission like the others; Chromium grants it unless a session of its
 * browser, while it lives, says otherwise.
 */
async function applyPermissions(page: Page, granted: readonly string[]): Promise<void> {
  const write = 'clipboard-sanitized-write'
  const others = granted.filter((name) => name !== write)
  if (others.length > 0) await page.context().grantPermissions(others)
  if (granted.includes(write)) return
  const target = await page.context().newCDPSession(page)
  const { browserContextId } = (await target.send('Target.getTargetInfo')).targetInfo
  const session = await page.context().browser()?.newBrowserCDPSession()
  await session?.send('Browser.setPermission', {
    permission: { name: 'clipboard-write', allowWithoutSanitization: false },
    setting: 'denied',
    origin: toTheirs('app://tokendesk'),
    ...(browserContextId === undefined ? {} : { browserContextId }),
  })
}

/**
 * Shows the windows of the stand-in as pages of a real Chromium: each has a browser context of its own, as our
 * windows have a partition of their own. `process` answers for the application; it is a function because either side
 * is made with the other.
 */
export function openScreen(browser: Browser, process: () => Asked<ProcessCalls>): Screen {
  const windows = new Map<number, Promise<OpenedWindow>>()
  const shown = new Map<number, Page>()
  let theme: 'dark' | 'light' | null = null
  const awaiting: ((page: Page) => void)[] = []
  const outside = browser.newContext()

  const need = (id: number): Promise<OpenedWindow> =>
    windows.get(id) ?? Promise.reject(new Error('Object has been destroyed'))
  const open = async (order: WindowOrder): Promise<OpenedWindow> => {
    const { id, width, height, preload, granted } = order
    const context = await browser.newContext({ viewport: { width, height }, locale: 'en-GB' })
    const page = await context.newPage()
    await applyPermissions(page, granted)
    await page.emulateMedia({ colorScheme: theme })
    const world = await openPreloadWorld(page, preload, (frame, channel, args) =>
      process().invoke(id, frame, channel, args),
    )
    const guard = await openPageGuard(page, id, process())
    shown.set(id, page)
    page.on('close', () => {
      shown.delete(id)
      // Closed by the person, not by the application.
      if (windows.delete(id)) void process().closed(id)
    })
    return { page, world, guard }
  }

  const calls: ScreenCalls = {
    openWindow: (order) => {
      windows.set(order.id, open(order))
    },
    load: async (id, url) => {
      const { page, guard } = await need(id)
      guard.expectLoad()
      for (const told of awaiting.splice(0)) told(page)
      return page.goto(toTheirs(url)).then(
        () => null,
        (error: Error) => /net::(\w+)/.exec(error.message)?.[1] ?? 'ERR_FAILED',
      )
    },
    send: async (id, channel, args) => (await need(id)).world.send(channel, args),
    closeWindow: async (id) => {
      const window = windows.get(id)
      windows.delete(id)
      await (await window)?.page.context().close()
    },
    openOutside: async (url) => {
      await (await (await outside).newPage()).goto(url)
    },
    paint: async (wanted) => {
      theme = wanted
      await Promise.all([...shown.values()].map((page) => page.emulateMedia({ colorScheme: theme })))
    },
  }
  return {
    calls,
    pages: () => [...shown.values()],
    nextPage: () => new Promise((told) => awaiting.push(told)),
    nextOutside: async () => (await outside).waitForEvent('page'),
    close: async () => {
      const left = [...shown.values()]
      windows.clear()
      await Promise.all([...left.map((page) => page.context()), await outside].map((context) => context.close()))
    },
  }
}
