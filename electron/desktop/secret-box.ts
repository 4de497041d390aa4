import { safeStorage } from 'electron'
import { z } from 'zod'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import type { KeyHolder } from '../host/vault/key-holder.ts'

// The back end is kept with the wrapped key (requirement S-02): on another one the key is simply not there.
const slotSchema = z.strictObject({ backend: z.string(), sealed: z.base64() })

/** The store behind safeStorage. Only Linux has several, and there two of the names mean that nothing is protected. */
function readBackend(): string | null {
  if (process.platform !== 'linux') return process.platform
  const backend = safeStorage.getSelectedStorageBackend()
  return backend === 'basic_text' || backend === 'unknown' ? null : backend
}

function readSlot(wrapped: Buffer): z.infer<typeof slotSchema> | null {
  try {
    return slotSchema.parse(JSON.parse(wrapped.toString('utf8')))
  } catch {
    return null
  }
}

function refuse(reason: string): Outcome<never> {
  return fail(problem('vault', 'holder_unavailable', { reason }))
}

async function wrap(key: Buffer): Promise<Outcome<Buffer>> {
  const backend = readBackend()
  if (backend === null) return refuse('no_backend')
  try {
    const sealed = await safeStorage.encryptStringAsync(key.toString('base64'))
    return ok(Buffer.from(JSON.stringify({ backend, sealed: sealed.toString('base64') })))
  } catch {
    return refuse('platform')
  }
}

async function unwrap(wrapped: Buffer): Promise<Outcome<Buffer>> {
  const slot = readSlot(wrapped)
  if (slot === null) return fail(problem('vault', 'vault_unreadable', { reason: 'slot' }))
  const backend = readBackend()
  if (backend !== slot.backend) return refuse('other_backend')
  try {
    const { result } = await safeStorage.decryptStringAsync(Buffer.from(slot.sealed, 'base64'))
    return ok(Buffer.from(result, 'base64'))
  } catch {
    return refuse('platform')
  }
}

/**
 * Keeps the vault's key under Electron's safeStorage. It answers only after `ready`. The asynchronous calls are used
 * alone: the others block on the person's keychain and end with Electron 46.
 */
export function createSafeStorageHolder(): KeyHolder {
  return {
    kind: 'safe-storage',
    isAvailable: async () => readBackend() !== null && (await safeStorage.isAsyncEncryptionAvailable()),
    wrap,
    unwrap,
  }
}
