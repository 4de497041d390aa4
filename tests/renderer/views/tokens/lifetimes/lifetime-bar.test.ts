import { describe, expect, test } from 'vitest'
import { buildAxis } from '../../../../../renderer/views/tokens/lifetimes/lifetime-axis.ts'
import {
  buildLifetimeBar,
  listContradictions,
  readExtent,
} from '../../../../../renderer/views/tokens/lifetimes/lifetime-bar.ts'
import { expiryOf, later, now, unitDispute } from '../expiry-of.ts'

const axis = buildAxis('logarithmic', later(-60), later(3600), now)

describe('the bar of a token', () => {
  test('has no end when nobody knows it', () => {
    const bar = buildLifetimeBar(expiryOf({ at: null }), axis, now)
    expect(bar).toMatchObject({ kind: 'unknown', left: { from: axis.now, to: 1 } })
  })

  test('has elapsed nothing when the token comes from the future', () => {
    const bar = buildLifetimeBar(expiryOf({ issuedAt: later(120) }), axis, now)
    expect(bar).toMatchObject({ kind: 'running', elapsed: { from: axis.now, to: axis.now } })
  })

  test('stays visible when the token ended long before the left edge', () => {
    const bar = buildLifetimeBar(expiryOf({ issuedAt: later(-90_000), at: later(-86_400) }), axis, now)
    expect(bar.kind === 'ended' && bar.whole.to - bar.whole.from).toBeGreaterThan(0)
  })

  test('is over in the very second of its end', () => {
    expect(buildLifetimeBar(expiryOf({ at: now }), axis, now).kind).toBe('ended')
  })

  test('goes from its issue over now to its end', () => {
    const bar = buildLifetimeBar(expiryOf({}), axis, now)
    expect(bar).toEqual({
      kind: 'running',
      elapsed: { from: axis.place(later(-60)), to: axis.now },
      left: { from: axis.now, to: axis.place(later(3600)) },
    })
  })
})

describe('the contradictions', () => {
  test('are none where the sources agree', () => {
    expect(listContradictions(expiryOf({}))).toEqual([])
  })

  test('are the moments that other readings would mean, and the picture reaches to them', () => {
    const disputed = expiryOf({ ...unitDispute('access_token', 'expires_in'), at: later(60) })
    expect(listContradictions(disputed).map(({ at }) => at)).toEqual([later(15_325)])
    expect(readExtent([disputed], now).last).toBe(later(15_325))
  })
})
