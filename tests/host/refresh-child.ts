import { createInterface } from 'node:readline'
import { readClock } from '../../electron/host/clock.ts'
import { openHost } from '../../electron/host/host.ts'
import { readStep } from '../../shared/flow/exchange.ts'
import { createTestHolder } from '../fakes/test-holder.ts'

// Run as a process of its own on a data folder that has the set: asks `count` times at once for its refresh when a line
// comes in, says that it did, and then how each of those runs ended.
const [home = '', tokenSetId = '', count = '1'] = process.argv.slice(2)
const ports = { openOutside: null, catchInWindow: null, clipboard: null, preferences: null }
const host = await openHost({
  ...{ ...ports, door: 'command-line', version: 'test', home, now: readClock },
  holders: [createTestHolder()],
})
const say = (line: string): void => void process.stdout.write(`${line}\n`)

async function refresh(): Promise<string> {
  const started = await host.send('exchanges.refresh', { profileId: 'own', tokenSetId })
  if (!started.ok) return started.problem.code
  const { exchangeId } = started.value
  return new Promise((resolve) => {
    host.onEvent((event) => {
      if (event.kind !== 'history.changed') return
      void host.send('exchanges.show', { id: exchangeId }).then((shown) => {
        if (!shown.ok) return resolve(shown.problem.code)
        const step = readStep(shown.value, 'token-set')
        const tokens = step?.reading.kind === 'tokens' ? step.reading.tokenSet.tokens : []
        const found = shown.value.trail.flatMap((one) => one.findings.map(({ code }) => code))
        const isOther = found.includes('refreshed_elsewhere') ? 'elsewhere' : 'here'
        resolve([shown.value.state, step?.tokenSetId, tokens.map((one) => one.value).join(' '), isOther].join('|'))
      })
    })
  })
}

say('open')
createInterface({ input: process.stdin }).once('line', async () => {
  const all = Array.from({ length: Number(count) }, refresh)
  say('asked')
  for (const result of await Promise.all(all)) say(result)
  await host.close()
  process.exit(0)
})
