import { expect, test } from 'vitest'
import { readExpiries } from '../../../shared/flow/expiry.ts'
import { nothingTold, type ToldEnds } from '../../../shared/flow/expiry-told.ts'
import type { TokenSet } from '../../../shared/flow/token-set.ts'
import { epochMs, seconds } from '../../../shared/lib/units.ts'

const received = epochMs(Date.parse('2026-01-01T00:00:00Z'))
const at = { place: '/x', line: null, start: null, end: null }
const encode = (value: object) => btoa(JSON.stringify(value)).replace(/=+$/, '')
const jwt = (exp: number) => `${encode({ alg: 'none' })}.${encode({ exp })}.`
const inSeconds = (offset: number) => received / 1000 + offset

function setOf(access: string, expiresIn: number | null): TokenSet {
  const lifetime = {
    ...({ of: 'access_token', field: 'expires_in', at, meaning: 'duration', unit: 's' } as const),
    ...{ documentedUnit: null, sent: String(expiresIn), amount: seconds(expiresIn ?? 0), moment: null },
  }
  return {
    ...({ receivedAt: received, syntax: 'json', repaired: false, tokenType: null, scope: null, extra: {} } as const),
    tokens: [{ kind: 'access_token', value: access, at }],
    lifetimes: expiresIn === null ? [] : [lifetime],
  }
}

const asked = (active: boolean, exp: number | null, after = 10): ToldEnds => ({
  introspection: { at: epochMs(received + after * 1000), of: 'access_token', active, exp },
  revoked: [],
})

function read(tokenSet: TokenSet, told: ToldEnds) {
  const { expiries, findings } = readExpiries(tokenSet, told)
  const [access] = expiries
  return {
    end: access?.at === null || access === undefined ? null : (access.at - received) / 1000,
    used: access?.sources.find((source) => source.verdict === 'used')?.kind,
    disputed: access?.disputed,
    findings: findings.map((one) => one.code),
  }
}

test.each([
  ['what the JWT says weighs most', setOf(jwt(inSeconds(60)), 60), asked(true, inSeconds(900)), 60, 'jwt_exp', true],
  ['a moment weighs more than a duration', setOf('opaque', 60), asked(true, inSeconds(62)), 62, 'introspection', false],
  ['nothing else may say it', setOf('opaque', null), asked(true, inSeconds(90)), 90, 'introspection', false],
  ['not active: it ended when it was asked', setOf('opaque', 60), asked(false, null), 10, 'introspection', false],
  ['also a JWT that says more', setOf(jwt(inSeconds(60)), null), asked(false, null), 10, 'introspection', false],
  ['an end before that stays', setOf('opaque', 5), asked(false, null), 5, 'duration', false],
  ['milliseconds are no NumericDate', setOf('opaque', 60), asked(true, inSeconds(60) * 1000), 60, 'duration', false],
])('%s', (_, tokenSet, told, end, used, disputed) => {
  expect(read(tokenSet, told)).toMatchObject({ end, used, disputed })
})

test('a token that was taken back ended then, and asking about it afterwards is no news', () => {
  const told: ToldEnds = { ...asked(false, null), revoked: [{ at: epochMs(received + 3000), of: 'access_token' }] }
  expect(read(setOf('opaque', 60), told)).toEqual({ end: 3, used: 'revocation', disputed: false, findings: [] })
})

test('what is told about another token changes nothing', () => {
  const told: ToldEnds = { ...nothingTold, revoked: [{ at: received, of: 'refresh_token' }] }
  expect(read(setOf('opaque', 60), told)).toEqual(read(setOf('opaque', 60), nothingTold))
})

test('contradictions are findings', () => {
  expect(read(setOf('opaque', 60), asked(false, null)).findings).toEqual(['token_inactive'])
  expect(read(setOf('opaque', 60), asked(true, null, 90)).findings).toEqual(['active_after_end'])
  expect(read(setOf('opaque', 60), asked(true, inSeconds(900))).findings).toEqual(['expiry_contradiction'])
})
