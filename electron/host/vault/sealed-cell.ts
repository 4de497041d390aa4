import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { fail, type Outcome, ok } from '../../../shared/lib/outcome.ts'
import { problem } from '../../../shared/lib/problem.ts'

/** Where a sealed value lives. It is bound to this place: moved to another cell it no longer opens. */
export interface CellPlace {
  readonly table: string
  readonly row: string
  readonly column: string
}

const cipherName = 'aes-256-gcm'
const nonceLength = 12
const tagLength = 16

/** Every kind of sealed cell, once, so that writing, reading and carrying over agree on the place. */
export const cellPlaces = {
  // Two free texts make one row id: only a form with quoting keeps ('a', 'b|c') and ('a|b', 'c') apart.
  profileSecret: (profileId: string, name: string): CellPlace => ({
    table: 'profile_secrets',
    row: JSON.stringify([profileId, name]),
    column: 'sealed',
  }),
  tokenSet: (id: string): CellPlace => ({ table: 'sealed_token_sets', row: id, column: 'sealed' }),
  exchange: (id: string): CellPlace => ({ table: 'sealed_exchanges', row: id, column: 'sealed' }),
  value: (name: string): CellPlace => ({ table: 'sealed_values', row: name, column: 'sealed' }),
  keyCheck: (): CellPlace => ({ table: 'key_check', row: '1', column: 'sealed' }),
} as const

/** The table and column names hold no `|`, so the row may hold any and the text stays unambiguous. */
function buildAssociatedData(place: CellPlace): Buffer {
  return Buffer.from(`${place.table}|${place.row}|${place.column}|v1`, 'utf8')
}

/**
 * AES-256-GCM (NIST SP 800-38D) over bytes. The nonce is random, 96 bits (section 8.2.2), and is never reused
 * on purpose: each call draws a new one. The form is nonce (12) | tag (16) | ciphertext.
 */
export function sealBytes(key: Buffer, place: CellPlace, plain: Buffer): Buffer {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv(cipherName, key, nonce, { authTagLength: tagLength })
  cipher.setAAD(buildAssociatedData(place))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** The bytes again, or `vault_unreadable` for this one cell: wrong key, changed byte, or another cell's value. */
export function openBytes(key: Buffer, place: CellPlace, sealed: Buffer | null): Outcome<Buffer> {
  const unreadable = fail(problem('vault', 'vault_unreadable', { table: place.table, row: place.row }))
  if (sealed === null || sealed.length < nonceLength + tagLength) {
    return unreadable
  }
  const nonce = sealed.subarray(0, nonceLength)
  const decipher = createDecipheriv(cipherName, key, nonce, { authTagLength: tagLength })
  decipher.setAAD(buildAssociatedData(place))
  decipher.setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength))
  const body = decipher.update(sealed.subarray(nonceLength + tagLength))
  try {
    return ok(Buffer.concat([body, decipher.final()]))
  } catch {
    return unreadable
  }
}

/** Seals text for one cell. */
export function sealText(key: Buffer, place: CellPlace, text: string): Buffer {
  return sealBytes(key, place, Buffer.from(text, 'utf8'))
}

/** The text of one cell. */
export function openText(key: Buffer, place: CellPlace, sealed: Buffer | null): Outcome<string> {
  const opened = openBytes(key, place, sealed)
  return opened.ok ? ok(opened.value.toString('utf8')) : opened
}
