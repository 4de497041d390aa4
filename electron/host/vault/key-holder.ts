import type { Outcome } from '../../../shared/lib/outcome.ts'

export const holderKinds = ['safe-storage', 'keyring', 'passphrase'] as const

export type HolderKind = (typeof holderKinds)[number]

/**
 * Somebody who can keep the vault's data key: the operating system or a person's memory. A holder never stores
 * the data key itself; it gives back a wrapped form which the vault keeps in a key slot.
 */
export interface KeyHolder {
  readonly kind: HolderKind
  /** Whether wrapping would work here and now. Answers within a few seconds and never asks the person anything. */
  isAvailable(): Promise<boolean>
  /** The wrapped form of `key`; only a holder of the same kind on the same account can undo it. */
  wrap(key: Buffer): Promise<Outcome<Buffer>>
  /** The data key again. A wrong passphrase, a missing keyring entry or a changed byte is a problem, never a key. */
  unwrap(wrapped: Buffer): Promise<Outcome<Buffer>>
  /** Removes whatever `wrap` left outside the vault for a slot that is given up. */
  forget?(wrapped: Buffer): Promise<void>
}
