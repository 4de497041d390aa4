import { randomBytes } from 'node:crypto'
import { fail, type Outcome } from '../../../shared/lib/outcome.ts'
import { problem } from '../../../shared/lib/problem.ts'
import type { EpochMs } from '../../../shared/lib/units.ts'
import type { Database } from './database.ts'
import type { HolderKind, KeyHolder } from './key-holder.ts'
import { cellPlaces, openText, sealText } from './sealed-cell.ts'

/** One wrapped form of the data key (as in LUKS: any one slot opens the whole vault). */
export interface KeySlot {
  readonly kind: HolderKind
  readonly wrapped: Buffer
}

const keyCheckText = 'tokendesk'

/** A new 256-bit data key. */
export function createDataKey(): Buffer {
  return randomBytes(32)
}

/** The slots, oldest first. */
export function readKeySlots(database: Database): readonly KeySlot[] {
  return database
    .rows<[HolderKind, Buffer]>('SELECT kind, wrapped FROM key_slots ORDER BY id')
    .map(([kind, wrapped]) => ({ kind, wrapped }))
}

/** Whether the vault had a data key once. Without a slot that key is gone, and a new one must not hide the loss. */
export function isKeyed(database: Database): boolean {
  return database.row('SELECT 1 FROM key_check') !== undefined
}

/** Adds a slot. Call it inside a transaction. */
export function addKeySlot(database: Database, slot: KeySlot, at: EpochMs): void {
  database.run('INSERT INTO key_slots (kind, wrapped, created_at) VALUES (?, ?, ?)', [slot.kind, slot.wrapped, at])
}

/** Whether this key is the vault's: a holder may give back bytes that are no key, or another vault's. */
function isDataKey(database: Database, key: Buffer): boolean {
  const row = database.row<[Buffer]>('SELECT sealed FROM key_check')
  return key.length === 32 && row !== undefined && openText(key, cellPlaces.keyCheck(), row[0]).ok
}

/**
 * Makes `key` the data key of a vault that has none; call it inside a transaction. False when another process was
 * quicker: nothing is written then, so that there is never a second key.
 */
export function foundKey(database: Database, key: Buffer, slot: KeySlot, at: EpochMs): boolean {
  if (isKeyed(database) || readKeySlots(database).length > 0) {
    return false
  }
  const sealed = sealText(key, cellPlaces.keyCheck(), keyCheckText)
  database.run('INSERT INTO key_check (id, sealed) VALUES (1, ?)', [sealed])
  addKeySlot(database, slot, at)
  return true
}

/** Tries each holder, in the order of preference, on the slots of its kind. The last refusal is the answer. */
export async function openSlots(database: Database, holders: readonly KeyHolder[]): Promise<Outcome<Buffer>> {
  let refusal: Outcome<Buffer> = fail(problem('vault', 'holder_unavailable'))
  const slots = readKeySlots(database)
  for (const holder of holders) {
    const own = slots.filter((slot) => slot.kind === holder.kind)
    if (own.length === 0 || !(await holder.isAvailable())) {
      continue
    }
    for (const slot of own) {
      const key = await holder.unwrap(slot.wrapped)
      if (key.ok && isDataKey(database, key.value)) {
        return key
      }
      refusal = key.ok ? fail(problem('vault', 'vault_unreadable', { reason: 'key' })) : key
    }
  }
  return refusal
}
