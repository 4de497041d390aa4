import { setTimeout as pause } from 'node:timers/promises'
import { readStep } from '../../../shared/flow/exchange.ts'
import { withFolder } from '../data-folder.ts'
import { buildBenchProfile } from '../exchange/bench-profile.ts'
import { openBenchServers } from '../exchange/bench-server.ts'
import type { Figure, Measurement } from '../figure.ts'
import { openFirstScreen } from './first-usable.ts'
import { openBrowser, openServedApp, type ServedApp, withPage } from './open-window.ts'
import { readResidentMb } from './resident-memory.ts'

const target = 150
/** Long enough for what a run leaves behind to be given back. */
const idleMs = 10_000

/** Makes one run and goes where the person would go; waits until it is over. */
async function runOnce(app: ServedApp, profileId: string, prompt?: 'none'): Promise<void> {
  const authorizeParameters = prompt === undefined ? {} : { prompt }
  const { exchangeId: id } = await app.send('exchanges.start', { profileId, openBrowser: false, authorizeParameters })
  let isOpened = false
  for (;;) {
    const exchange = await app.send('exchanges.show', { id })
    if (exchange.state === 'received') return
    if (exchange.endedAt !== null) throw new Error(JSON.stringify(exchange.trail.at(-1)))
    const step = exchange.state === 'waiting' && !isOpened ? readStep(exchange, 'authorization-request') : null
    if (step !== null) {
      isOpened = true
      await (await fetch(step.request.url)).text()
    }
    await pause(50)
  }
}

async function measureFolder(home: string): Promise<readonly Figure[]> {
  const { servers, close } = await openBenchServers()
  const browser = await openBrowser()
  const app = await openServedApp(home)
  try {
    await app.send('profiles.save', buildBenchProfile('memory', servers.signed, 'authorization_code'))
    return await withPage(browser, async (page) => {
      await openFirstScreen(page, app.address)
      const opened = readResidentMb(app.pid)
      await runOnce(app, 'memory')
      await pause(idleMs)
      const idle = readResidentMb(app.pid)
      await runOnce(app, 'practice-oidc', 'none')
      await pause(idleMs)
      const practised = readResidentMb(app.pid)
      const after = `${idleMs / 1000} s after the run`
      return [
        { name: 'a window is open', value: opened, unit: 'MB', note: 'resident, the process of the host' },
        { name: 'a window is open and a run was made', value: idle, unit: 'MB', target, note: after },
        {
          name: 'and a run with the built-in OpenID provider',
          value: practised,
          unit: 'MB',
          target,
          note: `${after}; the provider runs in the same process`,
        },
      ]
    })
  } finally {
    await browser.close()
    await app.stop()
    await close()
  }
}

/** Resident memory of the browser mode while nothing happens. */
export const memoryMeasurement: Measurement = {
  name: 'memory',
  title: 'Browser mode, idle memory',
  take: () => withFolder(measureFolder),
}
