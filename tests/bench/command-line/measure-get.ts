import { spawn } from 'node:child_process'
import { scrypt } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { withFolder } from '../data-folder.ts'
import type { Figure, Measurement } from '../figure.ts'
import { medianInTurn, type TimedRun } from '../timing.ts'
import { passphrase } from '../window/many-profiles.ts'
import { openStandInBus } from './stand-in-bus.ts'
import { keyringKey, profileId, storeToken } from './stored-token.ts'

const rounds = 15
const target = 250
const root = process.cwd()
const command = join(root, 'dist/electron/cli.js')
const standIn = join(root, 'tests/bench/command-line/keyring-stand-in.cjs')

/** Runs Node and times it from the outside, as a script would feel it. It must print a token. */
async function timeNode(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  printed: RegExp,
): Promise<number> {
  const started = performance.now()
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk
  })
  await once(child, 'close')
  const taken = performance.now() - started
  if (!printed.test(said)) throw new Error(`${args.join(' ')} printed ${said.slice(0, 500)}`)
  return taken
}

/** The same derivation as the passphrase holder's: this much of a start nobody can save (rule S-02). */
async function timeScrypt(): Promise<number> {
  const derive = promisify<string, Buffer, number, object, Buffer>(scrypt)
  const started = performance.now()
  await derive(passphrase, Buffer.alloc(16, 1), 32, { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 29 })
  return performance.now() - started
}

async function measureBoth(folder: string): Promise<readonly Figure[]> {
  const homes = { passphrase: join(folder, 'passphrase'), keyring: join(folder, 'keyring') }
  await storeToken(homes.passphrase, 'passphrase')
  await storeToken(homes.keyring, 'keyring')
  const bus = await openStandInBus(folder)
  const get = (env: Readonly<Record<string, string>>, options: readonly string[] = []): TimedRun => {
    const args = [...options, command, 'get', profileId]
    return () => timeNode(args, env, /^eyJ[\w-]+\.[\w-]+\.[\w-]+\n$/)
  }
  const ofKeyring = {
    TOKENDESK_HOME: homes.keyring,
    DBUS_SESSION_BUS_ADDRESS: bus.address,
    TOKENDESK_BENCH_KEYRING: keyringKey.toString('hex'),
  }
  const runs = {
    node: () => timeNode(['-e', '0'], {}, /^$/),
    keyring: get(ofKeyring, ['--require', standIn]),
    passphrase: get({ TOKENDESK_HOME: homes.passphrase, TOKENDESK_PASSPHRASE: passphrase }),
    scrypt: timeScrypt,
  }
  const found = await medianInTurn(runs, rounds, 2)
  bus.close()
  const wall = `wall, median of ${rounds}`
  return [
    { name: 'node -e 0', value: found.node, unit: 'ms', note: `${wall}; the runs in turn` },
    {
      name: 'get, the key in a keyring',
      value: found.keyring,
      unit: 'ms',
      target,
      note: `${wall}; a preloaded stand-in for the keyring package, a socket for the bus`,
    },
    { name: 'get, the key under a passphrase', value: found.passphrase, unit: 'ms', note: wall },
    { name: 'scrypt alone (N = 2^17, r = 8)', value: found.scrypt, unit: 'ms', note: 'the same derivation, here' },
    {
      name: 'get, the key under a passphrase, without scrypt',
      value: found.passphrase - found.scrypt,
      unit: 'ms',
      target,
      note: 'the difference of the two',
    },
  ]
}

/** `tokendesk get` of a stored, valid token, as built. */
export const getMeasurement: Measurement = {
  name: 'get',
  title: 'Cached `tokendesk get`',
  take: () => withFolder(measureBoth),
}
