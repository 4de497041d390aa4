import type { Host } from '../../../electron/host/host.ts'
import { expectValue, withFolder } from '../data-folder.ts'
import type { Figure, Measurement } from '../figure.ts'
import { median, medianInTurn, type TimedRun, timeOf } from '../timing.ts'
import { type BareClient, openBareClient } from './bare-client.ts'
import { type BenchGrant, buildBenchProfile } from './bench-profile.ts'
import { type BenchServer, openBenchServers } from './bench-server.ts'
import { openDurableWrites } from './durable-write.ts'
import { openBenchHost, runOne } from './exchange-host.ts'

const rounds = 200
const warmUp = 200
const target = 1.5

interface Bench {
  readonly host: Host
  readonly bare: BareClient
  readonly write: TimedRun
}

/** Medians of one kind of exchange and of what it is compared with, in milliseconds. */
interface Medians {
  readonly exchange: number
  /** The same requests without a host. */
  readonly bare: number
  readonly write: number
  readonly stored: number
}

async function take(bench: Bench, server: BenchServer, grant: BenchGrant): Promise<Medians> {
  const { host, bare, write } = bench
  const profileId = `${server.id}-${grant}`.replace('_', '-')
  expectValue(await host.send('profiles.save', buildBenchProfile(profileId, server, grant)))
  const stored: number[] = []
  const exchange: TimedRun = async () => {
    const times = await runOne(host, profileId, bare.follow)
    stored.push(times.stored)
    return times.shown
  }
  const ask = grant === 'client_credentials' ? bare.post : bare.walk
  const found = await medianInTurn({ exchange, bare: () => timeOf(() => ask(server)), write }, rounds, warmUp)
  return { ...found, stored: median(stored.slice(warmUp)) }
}

function listFigures(server: BenchServer, grant: BenchGrant, medians: Medians): readonly Figure[] {
  const { exchange, bare, write, stored } = medians
  const name = (what: string): string => `${grant}, ${server.label}: ${what}`
  const what = grant === 'client_credentials' ? 'a bare POST' : 'the same three requests and a listener'
  return [
    { name: name('exchange'), value: exchange, unit: 'ms', note: `median of ${rounds}, from the call to its end` },
    { name: name(what), value: bare, unit: 'ms', note: 'in turn with it' },
    { name: name('ratio'), value: exchange / bare, unit: 'x', target },
    { name: name('of it one durable write'), value: write, unit: 'ms', note: 'in turn; 4 KB in SQLite on this disk' },
    { name: name('ratio without that write'), value: (exchange - write) / bare, unit: 'x' },
    { name: name('until its trail is stored too'), value: stored, unit: 'ms', note: 'after the end was shown' },
  ]
}

async function takeAll(home: string): Promise<readonly Figure[]> {
  const { servers, close } = await openBenchServers()
  const bare = openBareClient()
  const writes = openDurableWrites(home)
  const host = await openBenchHost(home)
  try {
    const figures: Figure[] = []
    for (const grant of ['client_credentials', 'authorization_code'] as const)
      for (const server of Object.values(servers))
        figures.push(...listFigures(server, grant, await take({ host, bare, write: writes.write }, server, grant)))
    return figures
  } finally {
    await host.close()
    writes.close()
    await bare.close()
    await close()
  }
}

/** An exchange through the host beside the bare requests to the same server. */
export const exchangeMeasurement: Measurement = {
  name: 'exchange',
  title: 'A full exchange through the host',
  take: () => withFolder(takeAll),
}
