import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { cellPlaces, openText, sealText } from '../../../electron/host/vault/sealed-cell.ts'
import { codeOf, expectValue } from './vault-folder.ts'

const key = randomBytes(32)
const place = cellPlaces.tokenSet('t1')

describe('a sealed text', () => {
  test('opens neither with a byte changed nor cut short at any length', () => {
    const sealed = sealText(key, place, 'token')
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(codeOf(openText(key, place, changed))).toBe('vault_unreadable')
      expect(codeOf(openText(key, place, sealed.subarray(0, at)))).toBe('vault_unreadable')
    }
    expect(codeOf(openText(key, place, null))).toBe('vault_unreadable')
  })

  test('opens with no other key and in no other row, table or split of the same characters', () => {
    const sealed = sealText(key, place, 'token')
    expect(codeOf(openText(randomBytes(32), place, sealed))).toBe('vault_unreadable')
    for (const other of [cellPlaces.tokenSet('t2'), cellPlaces.exchange('t1'), cellPlaces.value('t1')]) {
      expect(codeOf(openText(key, other, sealed))).toBe('vault_unreadable')
    }
    const secret = sealText(key, cellPlaces.profileSecret('a', 'b|c'), 'secret')
    expect(codeOf(openText(key, cellPlaces.profileSecret('a|b', 'c'), secret))).toBe('vault_unreadable')
  })

  test('comes back as it was, empty or not, and never looks the same twice', () => {
    for (const text of ['', 'token', '\u{1f511}\0\n']) {
      expect(expectValue(openText(key, place, sealText(key, place, text)))).toBe(text)
    }
    const forms = new Set(Array.from({ length: 100 }, () => sealText(key, place, 'same').toString('hex')))
    expect(forms.size).toBe(100)
  })
})
