import { describe, expect, test } from 'vitest'
import { listSettlings, readDispute } from '../../../../../renderer/views/tokens/detail/dispute.ts'
import { expiryOf, later, sourceOf, tokenOf, unitDispute } from '../expiry-of.ts'

describe('a dispute', () => {
  test('is none when the sources agree', () => {
    expect(readDispute(expiryOf({ sources: [sourceOf({}), sourceOf({ verdict: 'agrees' })] }))).toBeNull()
  })

  test('is none when the other source cannot be read at all', () => {
    expect(readDispute(expiryOf({ sources: [sourceOf({}), sourceOf({ at: null, verdict: 'unreadable' })] }))).toBeNull()
  })

  test('is about the unit when one duration means the end in use in the other unit', () => {
    const dispute = readDispute(expiryOf(unitDispute('access_token', 'expires_in')))
    expect(dispute).toMatchObject({ kind: 'unit', field: 'expires_in', documented: 'ms', proved: 's' })
  })

  test('is about the sources when no unit explains the difference', () => {
    const sources = [
      sourceOf({ kind: 'duration', field: 'expires_in', unit: 's', verdict: 'differs', at: later(60) }),
      sourceOf({}),
    ]
    const dispute = readDispute(expiryOf({ disputed: true, sources }))
    expect(dispute).toMatchObject({ kind: 'sources', other: { field: 'expires_in' } })
    expect(dispute?.sources.map(({ verdict }) => verdict)).toEqual(['used', 'differs'])
  })
})

describe('what one decision settles', () => {
  test('leaves out tokens whose sources agree or whose document says the other unit', () => {
    const tokens = [
      tokenOf('access_token'),
      tokenOf('refresh_token', unitDispute('refresh_token', 'refresh_expires_in')),
    ]
    expect(listSettlings(tokens, 's')).toEqual([])
  })

  test('is every duration of the set that the same document got wrong', () => {
    const tokens = [
      tokenOf('access_token', unitDispute('access_token', 'expires_in')),
      tokenOf('refresh_token', unitDispute('refresh_token', 'refresh_expires_in')),
    ]
    expect(listSettlings(tokens, 'ms')).toEqual([
      { of: 'access_token', field: 'expires_in' },
      { of: 'refresh_token', field: 'refresh_expires_in' },
    ])
  })
})
