import type { Host } from '../../../electron/host/host.ts'
import { expectValue, withFolder } from '../data-folder.ts'
import type { Figure, Measurement } from '../figure.ts'
import { median, medianInTurn, type TimedRun, timeOf } from '../timing.ts'
import { type BareClient, openBareClient } from './bare-client.ts'
import { buildBenchProfile } from './bench-profile.ts'
import { openDurableWrites } from './durable-write.ts'
import { openBenchHost, runOne } from './exchange-host.ts'
import { openProvider } from './open-provider.ts'

const rounds = 200
const warmUp = 100
const target = 1.5

type Kind = 'instant' | 'signed'
type Grant = 'client_credentials' | 'authorization_code'

interface Bench {
  readonly host: Host
  readonly bare: BareClient
  readonly origin: string
}

async function addProfile({ host, origin }: Bench, kind: Kind, grant: Grant): Promise<string> {
  const id = `${kind}-${grant}`.replace('_', '-')
  const { profile, secrets } = buildBenchProfile(id, origin, kind, grant)
  expectValue(await host.send('profiles.save', { profile, secrets }))
  return id
}

/** The exchanges of one kind beside bare requests to the same server. */
async function compare(bench: Bench, kind: Kind, grant: Grant): Promise<readonly Figure[]> {
  const { host, bare, origin } = bench
  const profileId = await addProfile(bench, kind, grant)
  const tokenUrl = `${origin}/${kind}/token`
  const stored: number[] = []
  const exchange: TimedRun = async () => {
    const times = await runOne(host, profileId, bare.follow)
    stored.push(times.stored)
    return times.shown
  }
  const post: TimedRun = () => timeOf(() => bare.post(tokenUrl))
  const walk: TimedRun = () => timeOf(() => bare.walk(origin, tokenUrl))
  const runs: Readonly<Record<string, TimedRun>> = {
    exchange,
    post,
    ...(grant === 'authorization_code' ? { walk } : {}),
  }
  const found = await medianInTurn(runs, rounds, warmUp)
  const { exchange: whole = Number.NaN, post: one = Number.NaN, walk: all = one } = found
  const name = `${grant}, ${kind === 'instant' ? 'server that answers at once' : 'server that signs two tokens'}`
  const what = grant === 'authorization_code' ? 'the same four requests without a host' : 'a bare POST'
  return [
    { name: `${name}: start to end`, value: whole, unit: 'ms', note: `median of ${rounds}` },
    { name: `${name}: ${what}`, value: all, unit: 'ms', note: 'in turn with it' },
    { name: `${name}: ratio`, value: whole / all, unit: 'x', target },
    ...(all === one
      ? []
      : [
          {
            name: `${name}: ratio to a bare POST alone`,
            value: whole / one,
            unit: 'x',
            note: 'three requests to one',
          } as const,
        ]),
    { name: `${name}: until its trail is stored too`, value: median(stored.slice(warmUp)), unit: 'ms' },
  ]
}

async function measureDisk(folder: string): Promise<readonly Figure[]> {
  const writes = openDurableWrites(folder)
  try {
    const { sqlite, file } = await medianInTurn({ sqlite: writes.sqlite, file: writes.file }, rounds, 10)
    return [
      { name: 'one durable SQLite write on this disk', value: sqlite, unit: 'ms', note: '4 KB; an exchange has two' },
      { name: 'one fdatasync on this disk', value: file, unit: 'ms', note: '4 KB appended' },
    ]
  } finally {
    writes.close()
  }
}

async function take(): Promise<readonly Figure[]> {
  const provider = await openProvider()
  const bare = openBareClient()
  try {
    return await withFolder(async (home) => {
      const host = await openBenchHost(home)
      const bench = { host, bare, origin: provider.address }
      const figures = [...(await measureDisk(home))]
      for (const grant of ['client_credentials', 'authorization_code'] as const)
        for (const kind of ['instant', 'signed'] as const) figures.push(...(await compare(bench, kind, grant)))
      await host.close()
      return figures
    })
  } finally {
    await bare.close()
    await provider.stop()
  }
}

/** An exchange through the host beside a bare request to the same server. */
export const exchangeMeasurement: Measurement = { name: 'exchange', title: 'A full exchange through the host', take }
