import { describe, expect, test } from 'vitest'
import { readCardState, readRingState, readShareLeft } from '../../../../renderer/views/tokens/card-state.ts'
import { expiryOf, later, now, tokenOf, unitDispute } from './expiry-of.ts'

describe('the state of a card', () => {
  test('is never valid or expired when no source tells the end', () => {
    expect(readCardState(tokenOf('refresh_token', { at: null }), false, now)).toBe('unknown')
  })

  test('is refused for the refresh token that the provider did not take, and for no other token of the set', () => {
    expect(readCardState(tokenOf('refresh_token'), true, now)).toBe('failed')
    expect(readCardState(tokenOf('access_token'), true, now)).toBe('valid')
  })

  test('is disputed before it is expired, because the end itself is in doubt', () => {
    const disputed = tokenOf('access_token', { ...unitDispute('access_token', 'expires_in'), at: later(-10) })
    expect(readCardState(disputed, false, now)).toBe('conflict')
    expect(readRingState(disputed.expiry, now)).toBe('expired')
  })

  test.each([
    [-1, 'expired'],
    [0, 'expired'],
    [1, 'expiring'],
    [299, 'expiring'],
    [300, 'valid'],
  ])('%s seconds before the end it is %s', (seconds, state) => {
    expect(readCardState(tokenOf('access_token', { at: later(seconds) }), false, now)).toBe(state)
  })
})

describe('the ring', () => {
  test.each([
    ['an unknown end', { at: null }],
    ['an end that has passed', { at: later(-5) }],
    ['an end before the issue', { at: later(5), issuedAt: later(60) }],
  ])('shows nothing left for %s', (_, expiry) => {
    expect(readShareLeft(expiryOf(expiry), now)).toBe(0)
  })

  test('is full, not more, when the token comes from the future', () => {
    expect(readShareLeft(expiryOf({ issuedAt: later(30), at: later(90) }), now)).toBe(1)
  })

  test('shows the share of the life that is left, in hundredths', () => {
    expect(readShareLeft(expiryOf({ issuedAt: later(-100), at: later(233) }), now)).toBe(0.7)
  })

  test('is never empty before the end', () => {
    expect(readShareLeft(expiryOf({ issuedAt: later(-1_000_000), at: later(1) }), now)).toBe(0.01)
  })
})
