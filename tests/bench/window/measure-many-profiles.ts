import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, Page } from '@playwright/test'
import { withFolder } from '../data-folder.ts'
import type { Figure, Measurement } from '../figure.ts'
import { median, medianInTurn } from '../timing.ts'
import { openFirstScreen } from './first-usable.ts'
import { timeKeystrokes } from './keystrokes.ts'
import { storeProfiles } from './many-profiles.ts'
import { openBrowser, openServedApp, type ServedApp, withPage } from './open-window.ts'

const many = 1000
const few = 10
const rounds = 7
const watchedSeconds = 10

/** From the navigation to the first usable screen, with many and with few, in turn, each on a page of its own. */
async function measureOpening(
  browser: Browser,
  apps: Readonly<Record<'many' | 'few', ServedApp>>,
): Promise<readonly Figure[]> {
  const open = (app: ServedApp) => () => withPage(browser, (page) => openFirstScreen(page, app.address))
  const found = await medianInTurn({ many: open(apps.many), few: open(apps.few) }, rounds, 1)
  const note = `median of ${rounds}, in turn`
  return [
    { name: `first usable screen, ${many} profiles and ${many * 10} token sets`, value: found.many, unit: 'ms', note },
    { name: `first usable screen, ${few} profiles and ${few * 10} token sets`, value: found.few, unit: 'ms', note },
    { name: 'first usable screen: ratio', value: found.many / found.few, unit: 'x', target: 1.3 },
  ]
}

/** The share of one core that the page's main thread uses while all it does is count down. */
async function measureTimers(page: Page): Promise<Figure> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const readSeconds = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    const read = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
    return { task: read('TaskDuration'), at: read('Timestamp') }
  }
  await pause(2_000)
  const before = await readSeconds()
  await pause(watchedSeconds * 1000)
  const after = await readSeconds()
  const share = (100 * (after.task - before.task)) / (after.at - before.at)
  const note = `main thread of the page over ${watchedSeconds} s`
  return { name: `${many} running timers`, value: share, unit: '%', target: 5, note }
}

async function measureOpen(page: Page, address: string): Promise<readonly Figure[]> {
  await openFirstScreen(page, address)
  const strokes = await timeKeystrokes(page)
  const timers = await measureTimers(page)
  const note = `of ${strokes.length} keys, from the key to the paint`
  return [
    { name: 'filter keystroke, median', value: median(strokes), unit: 'ms', target: 50, note },
    { name: 'filter keystroke, worst', value: Math.max(...strokes), unit: 'ms', target: 50, note },
    timers,
  ]
}

async function measureFolder(folder: string): Promise<readonly Figure[]> {
  const homes = { many: join(folder, 'many'), few: join(folder, 'few') }
  await storeProfiles(homes.many, many)
  await storeProfiles(homes.few, few)
  const browser = await openBrowser()
  const apps = { many: await openServedApp(homes.many), few: await openServedApp(homes.few) }
  try {
    const opening = await measureOpening(browser, apps)
    return [...opening, ...(await withPage(browser, (page) => measureOpen(page, apps.many.address)))]
  } finally {
    await browser.close()
    await apps.many.stop()
    await apps.few.stop()
  }
}

/** The window over a full vault. */
export const manyProfilesMeasurement: Measurement = {
  name: 'many-profiles',
  title: `${many.toLocaleString('en')} profiles and ${(many * 10).toLocaleString('en')} token sets`,
  take: () => withFolder(measureFolder),
}
