import { randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { fail, type Outcome, ok } from '../../../shared/lib/outcome.ts'
import { type Problem, problem } from '../../../shared/lib/problem.ts'
import type { KeyHolder } from './key-holder.ts'
import { type CellPlace, openBytes, sealBytes } from './sealed-cell.ts'
import { type BusEnvironment, isBusAnswering } from './session-bus.ts'

type Keyring = typeof import('@napi-rs/keyring')
type Entry = InstanceType<Keyring['AsyncEntry']>

const service = 'tokendesk'
/** Long enough for a desktop under load, short enough for a start. */
const detectionMs = 2000
/** Opening the keyring may ask the person for its password. */
const personMs = 120_000

// Each slot has its own entry: two processes that start together cannot overwrite each other's wrapping key.
const slotSchema = z.strictObject({ account: z.uuid(), sealed: z.base64() })
const place: CellPlace = { table: 'key_slots', row: 'keyring', column: 'wrapped' }

async function loadKeyring(): Promise<Keyring | null> {
  try {
    return await import('@napi-rs/keyring')
  } catch {
    // No binary for this platform: the same as no keyring.
    return null
  }
}

/** Waits no longer than `limitMs`, even for native work that does not listen to its abort signal. */
function within<T>(limitMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(limitMs)
  const limit = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  return Promise.race([work(signal), limit])
}

/**
 * On Linux the package falls back to the kernel's key store, which forgets everything at the next boot: the
 * vault would be lost. So only the Secret Service counts there.
 */
function openEntry(keyring: Keyring, account: string): Entry {
  return new keyring.AsyncEntry(service, account, { linux: { store: 'secret-service' } })
}

/** Looks for an entry that is never written: enough to see whether somebody answers, and nothing to unlock. */
async function isKeyringThere(environment: BusEnvironment): Promise<boolean> {
  if (process.platform === 'linux' && !(await isBusAnswering(environment, detectionMs))) {
    return false
  }
  const keyring = await loadKeyring()
  try {
    return (
      keyring !== null &&
      (await within(detectionMs, (signal) => openEntry(keyring, 'probe').getSecret(signal))) === null
    )
  } catch {
    return false
  }
}

function buildUnavailable(reason: string): Problem {
  return problem('vault', 'holder_unavailable', { reason })
}

function readSlot(wrapped: Buffer): z.infer<typeof slotSchema> | null {
  try {
    return slotSchema.parse(JSON.parse(wrapped.toString('utf8')))
  } catch {
    return null
  }
}

async function runWithKeyring<T>(work: (keyring: Keyring) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const keyring = await loadKeyring()
  if (keyring === null) {
    return fail(buildUnavailable('no_binary'))
  }
  try {
    return await work(keyring)
  } catch {
    // The text of a platform error may carry what the entry holds; it is not repeated.
    return fail(buildUnavailable('platform'))
  }
}

async function readWrappingKey(keyring: Keyring, account: string): Promise<Buffer | null> {
  const secret = await within(personMs, (signal) => openEntry(keyring, account).getSecret(signal))
  return secret === null || secret.length !== 32 ? null : Buffer.from(secret)
}

async function wrapIn(keyring: Keyring, key: Buffer): Promise<Outcome<Buffer>> {
  const account = randomUUID()
  const wrapping = randomBytes(32)
  await within(personMs, (signal) => openEntry(keyring, account).setSecret(wrapping, signal))
  // A store that takes the key and does not give it back would lock the vault for ever.
  if (!(await readWrappingKey(keyring, account))?.equals(wrapping)) {
    return fail(buildUnavailable('not_kept'))
  }
  return ok(Buffer.from(JSON.stringify({ account, sealed: sealBytes(wrapping, place, key).toString('base64') })))
}

async function unwrapIn(keyring: Keyring, wrapped: Buffer): Promise<Outcome<Buffer>> {
  const slot = readSlot(wrapped)
  if (slot === null) {
    return fail(problem('vault', 'vault_unreadable', { reason: 'slot' }))
  }
  const wrapping = await readWrappingKey(keyring, slot.account)
  return wrapping === null
    ? fail(buildUnavailable('no_entry'))
    : openBytes(wrapping, place, Buffer.from(slot.sealed, 'base64'))
}

/**
 * Keeps a wrapping key in the operating system's keyring (Keychain, Credential Manager, Secret Service); the data
 * key itself stays in the vault, sealed under it. The native package is loaded on first use only.
 */
export function createKeyringHolder(environment: BusEnvironment = process.env): KeyHolder {
  return {
    kind: 'keyring',
    isAvailable: () => isKeyringThere(environment),
    wrap: (key) => runWithKeyring((keyring) => wrapIn(keyring, key)),
    unwrap: (wrapped) => runWithKeyring((keyring) => unwrapIn(keyring, wrapped)),
    forget: async (wrapped) => {
      const slot = readSlot(wrapped)
      if (slot !== null) {
        await runWithKeyring(async (keyring) => {
          await within(personMs, (signal) => openEntry(keyring, slot.account).deleteCredential(signal))
          return ok(true)
        })
      }
    },
  }
}
