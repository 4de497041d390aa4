import type { HolderKind, KeyHolder } from '../../../electron/host/vault/key-holder.ts'
import { openBytes, sealBytes } from '../../../electron/host/vault/sealed-cell.ts'

const place = { table: 'key_slots', row: 'fixed', column: 'wrapped' } as const

/** A holder that stands where safeStorage or a keyring stands: same promise, its key is in the test. */
export function createFixedKeyHolder(
  kind: HolderKind = 'safe-storage',
  fill = 7,
  isAvailable: () => boolean = () => true,
): KeyHolder {
  const wrapping = Buffer.alloc(32, fill)
  return {
    kind,
    isAvailable: () => Promise.resolve(isAvailable()),
    wrap: (key) => Promise.resolve({ ok: true, value: sealBytes(wrapping, place, key) }),
    unwrap: (wrapped) => Promise.resolve(openBytes(wrapping, place, wrapped)),
  }
}
