import { randomBytes, type ScryptOptions, scrypt } from 'node:crypto'
import { z } from 'zod'
import { fail, type Outcome, ok } from '../../../shared/lib/outcome.ts'
import { problem } from '../../../shared/lib/problem.ts'
import type { KeyHolder } from './key-holder.ts'
import { type CellPlace, openBytes, sealBytes } from './sealed-cell.ts'

/** The cost is 128 MiB and a few tenths of a second per guess (OWASP's first choice for scrypt: N = 2^17, r = 8, p = 1). */
const cost = { n: 2 ** 17, r: 8, p: 1 } as const
const maxMemory = 512 * 1024 * 1024

// The bounds keep a changed slot from asking for all memory; more than today's cost stays possible.
const slotSchema = z.strictObject({
  kdf: z.literal('scrypt'),
  n: z
    .int()
    .min(2 ** 14)
    .max(2 ** 20),
  r: z.int().min(1).max(16),
  p: z.int().min(1).max(4),
  salt: z.base64(),
  sealed: z.base64(),
})

const place: CellPlace = { table: 'key_slots', row: 'passphrase', column: 'wrapped' }

function deriveKey(passphrase: string, salt: Buffer, n: number, r: number, p: number): Promise<Buffer> {
  const options: ScryptOptions = { N: n, r, p, maxmem: maxMemory }
  // The same passphrase typed on another system may be composed differently (NFC, NFD, full-width forms).
  const normal = passphrase.normalize('NFKC')
  return new Promise((resolve, reject) => {
    scrypt(normal, salt, 32, options, (error, key) => (error === null ? resolve(key) : reject(error)))
  })
}

function readSlot(wrapped: Buffer): z.infer<typeof slotSchema> | null {
  try {
    return slotSchema.parse(JSON.parse(wrapped.toString('utf8')))
  } catch {
    return null
  }
}

async function wrapWith(passphrase: string, key: Buffer): Promise<Outcome<Buffer>> {
  const salt = randomBytes(16)
  const wrapping = await deriveKey(passphrase, salt, cost.n, cost.r, cost.p)
  const sealed = sealBytes(wrapping, place, key).toString('base64')
  wrapping.fill(0)
  return ok(Buffer.from(JSON.stringify({ kdf: 'scrypt', ...cost, salt: salt.toString('base64'), sealed })))
}

async function unwrapWith(passphrase: string, wrapped: Buffer): Promise<Outcome<Buffer>> {
  const slot = readSlot(wrapped)
  if (slot === null) {
    return fail(problem('vault', 'vault_unreadable', { reason: 'slot' }))
  }
  const { n, r, p, salt, sealed } = slot
  try {
    const wrapping = await deriveKey(passphrase, Buffer.from(salt, 'base64'), n, r, p)
    const opened = openBytes(wrapping, place, Buffer.from(sealed, 'base64'))
    wrapping.fill(0)
    return opened.ok ? opened : fail(problem('vault', 'passphrase_wrong'))
  } catch {
    // Node refuses a cost that is no power of two or does not fit `maxMemory`: the slot was changed.
    return fail(problem('vault', 'vault_unreadable', { reason: 'slot' }))
  }
}

/** Wraps the data key under a passphrase by scrypt (RFC 7914). The parameters travel in the slot, so they can grow. */
export function createPassphraseHolder(passphrase: string): KeyHolder {
  return {
    kind: 'passphrase',
    isAvailable: () => Promise.resolve(passphrase !== ''),
    wrap: (key) => wrapWith(passphrase, key),
    unwrap: (wrapped) => unwrapWith(passphrase, wrapped),
  }
}
