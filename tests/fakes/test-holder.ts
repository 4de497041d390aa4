import type { KeyHolder } from '../../electron/host/vault/key-holder.ts'
import { fail, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'

const marker = Buffer.from('held-by-test:')

/** A holder that stands for the system's keychain: quick, and as exact about foreign bytes as the real ones. */
export function createTestHolder(kind: KeyHolder['kind'] = 'keyring'): KeyHolder {
  return {
    kind,
    isAvailable: async () => true,
    wrap: async (key) => ok(Buffer.concat([marker, key])),
    unwrap: async (wrapped) =>
      wrapped.subarray(0, marker.length).equals(marker)
        ? ok(Buffer.from(wrapped.subarray(marker.length)))
        : fail(problem('vault', 'holder_unavailable')),
  }
}
