import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeToken } from '../../../shared/flow/decoded-token.ts'
import { readIdTokenChecks } from '../../../shared/flow/decoded-token-checks.ts'
import { readFailedFindings } from '../../../shared/flow/decoded-token-failed.ts'
import type { CheckName, CheckReason } from '../../../shared/lib/check.ts'
import { epochMs } from '../../../shared/lib/units.ts'
import {
  buildJwtText,
  evidence,
  expected,
  goodClaims,
  judgeToken,
  listFailed,
  now,
  type TokenChange,
} from './id-token-of.ts'

type Case = readonly [what: string, name: CheckName, reason: CheckReason, change: TokenChange]

const refresh = (claims: object) => ({
  nonce: null,
  other: { from: 'refresh' as const, claims: { ...goodClaims, ...claims } },
})

const failing: readonly Case[] = [
  ['no issuer', 'iss', 'missing', { claims: { iss: undefined } }],
  ['another issuer', 'iss', 'iss_other', { claims: { iss: 'https://issuer.test/' } }],
  ['an issuer that is a list', 'iss', 'iss_other', { claims: { iss: [goodClaims.iss] } }],
  ['no audience', 'aud', 'missing', { claims: { aud: undefined } }],
  ['another audience', 'aud', 'differs', { claims: { aud: 'application' } }],
  ['an empty list of audiences', 'aud', 'differs', { claims: { aud: [] } }],
  ['an audience in a list in a list', 'aud', 'differs', { claims: { aud: [['app']] } }],
  ['an audience that is an object', 'aud', 'differs', { claims: { aud: { app: true } } }],
  [
    '5,000 audiences without us',
    'aud',
    'differs',
    { claims: { aud: Array.from({ length: 5e3 }, String), azp: 'app' } },
  ],
  ['several audiences and no azp', 'azp', 'azp_missing', { claims: { aud: ['app', 'other'] } }],
  ['another azp', 'azp', 'differs', { claims: { aud: ['app', 'other'], azp: 'other' } }],
  ['another azp beside one audience', 'azp', 'differs', { claims: { azp: 'other' } }],
  ['no subject', 'sub', 'missing', { claims: { sub: undefined } }],
  ['an empty subject', 'sub', 'missing', { claims: { sub: '' } }],
  ['a subject that is a number', 'sub', 'differs', { claims: { sub: 42 } }],
  ['no end', 'exp', 'missing', { claims: { exp: undefined } }],
  ['an end that has passed', 'exp', 'time_past', { claims: { exp: now - 60 } }],
  ['an end as text', 'exp', 'time_unreadable', { claims: { exp: String(now + 300) } }],
  ['an end in milliseconds', 'exp', 'time_unreadable', { claims: { exp: (now + 300) * 1000 } }],
  ['an end that is null', 'exp', 'time_unreadable', { claims: { exp: null } }],
  ['no moment of issue', 'iat', 'missing', { claims: { iat: undefined } }],
  ['an issue in the future', 'iat', 'time_future', { claims: { iat: now + 61 } }],
  ['an issue before the run', 'iat', 'time_before_run', { claims: { iat: now - 82 } }],
  ['an issue as an object', 'iat', 'time_unreadable', { claims: { iat: { at: now } } }],
  ['a start in the future', 'nbf', 'time_future', { claims: { nbf: now + 61 } }],
  ['a start as text', 'nbf', 'time_unreadable', { claims: { nbf: 'now' } }],
  ['no nonce', 'nonce', 'nonce_missing', { claims: { nonce: undefined } }],
  ['another nonce', 'nonce', 'nonce_other', { claims: { nonce: 'nonce-2' } }],
  ['a nonce in a list', 'nonce', 'nonce_other', { claims: { nonce: ['nonce-1'] } }],
  ['a nonce that nobody sent', 'nonce', 'nonce_not_sent', { expected: { nonce: null } }],
  ['another hash of the access token', 'at_hash', 'hash_other', { claims: { at_hash: 'half-of-code' } }],
  ['a hash that is a number', 'at_hash', 'hash_other', { claims: { at_hash: 1 } }],
  ['another hash of the code', 'c_hash', 'hash_other', { claims: { c_hash: '' } }],
  ['another hash of the state', 's_hash', 'hash_other', { claims: { s_hash: 'x' } }],
  ['no hash where the flow requires it', 'at_hash', 'hash_missing', { expected: { requiredHashes: ['at_hash'] } }],
  ['no code hash where the flow requires it', 'c_hash', 'hash_missing', { expected: { requiredHashes: ['c_hash'] } }],
  ['no auth_time although asked', 'auth_time', 'missing', { expected: { maxAge: 0 } }],
  ['a sign-in too long ago', 'auth_time', 'auth_too_old', { claims: { auth_time: now - 61 }, expected: { maxAge: 0 } }],
  ['a sign-in in the future', 'auth_time', 'time_future', { claims: { auth_time: now + 61 } }],
  ['no acr although asked', 'acr', 'missing', { expected: { acrValues: 'gold' } }],
  ['another acr', 'acr', 'differs', { claims: { acr: 'tin' }, expected: { acrValues: 'gold silver' } }],
  ['no algorithm', 'alg', 'alg_refused', { header: { typ: 'JWT' } }],
  ['an algorithm that is not accepted', 'alg', 'alg_refused', { header: { alg: 'HS256' } }],
  ['no signature', 'alg', 'alg_none', { header: { alg: 'none' } }],
  ['no signature, in other letters', 'alg', 'alg_none', { header: { alg: 'nOnE' } }],
  ['a wrong signature', 'signature', 'signature_wrong', { evidence: { signature: { kind: 'wrong', key: 'one' } } }],
  ['a refreshed issuer', 'iss', 'refreshed_other', { expected: refresh({ iss: 'https://before.test' }) }],
  ['a refreshed subject', 'sub', 'refreshed_other', { expected: refresh({ sub: 'person-2' }) }],
  ['refreshed audiences', 'aud', 'refreshed_other', { expected: refresh({ aud: ['app', 'old'] }) }],
  ['an azp that came with a refresh', 'azp', 'refreshed_other', { claims: { azp: 'app' }, expected: refresh({}) }],
  ['an azp that went with a refresh', 'azp', 'refreshed_other', { expected: refresh({ azp: 'app' }) }],
  [
    'a refreshed moment of sign-in',
    'auth_time',
    'refreshed_other',
    { claims: { auth_time: now - 10 }, expected: refresh({ auth_time: now - 99 }) },
  ],
  ['a refreshed nonce', 'nonce', 'refreshed_other', { expected: refresh({ nonce: 'before' }) }],
  [
    'another subject than in the redirect',
    'sub',
    'front_other',
    { expected: { other: { from: 'front', claims: { ...goodClaims, sub: 'person-2' } } } },
  ],
]

test.each(failing)('%s fails, and nothing else does', (_what, name, reason, change) => {
  const checks = judgeToken(change)
  expect(checks[name]).toMatchObject({ verdict: 'fail', reason })
  expect(listFailed(checks)).toEqual([name])
})

const passing: readonly Case[] = [
  ['several audiences with our azp', 'azp', 'same', { claims: { aud: ['app', 'other'], azp: 'app' } }],
  ['others beside us, who are named', 'aud', 'audience_others', { claims: { aud: ['app', 'other'], azp: 'app' } }],
  ['the same audience twice', 'aud', 'same', { claims: { aud: ['app', 'app'] } }],
  ['an end within the skew', 'exp', 'time_good', { claims: { exp: now - 59 } }],
  ['a fraction of a second', 'exp', 'time_good', { claims: { exp: now + 0.5 } }],
  ['an issue within the skew of the run', 'iat', 'time_good', { claims: { iat: now - 80 } }],
  ['a start that has come', 'nbf', 'time_good', { claims: { nbf: now } }],
  ['the hash of the access token', 'at_hash', 'hash_same', { claims: { at_hash: 'half-of-token' } }],
  ['the hash of the code', 'c_hash', 'hash_same', { claims: { c_hash: 'half-of-code' } }],
  ['the hash of the state', 's_hash', 'hash_same', { claims: { s_hash: 'half-of-state' } }],
  ['a sign-in just now', 'auth_time', 'time_good', { claims: { auth_time: now }, expected: { maxAge: 0 } }],
  ['one of the wanted acr', 'acr', 'same', { claims: { acr: 'silver' }, expected: { acrValues: 'gold silver' } }],
  ['the same subject after a refresh', 'sub', 'same', { expected: refresh({}) }],
  ['one audience as text and as a list', 'aud', 'same', { expected: refresh({ aud: ['app'] }) }],
]

test.each(passing)('%s passes with all the rest', (_what, name, reason, change) => {
  const checks = judgeToken(change)
  expect(checks[name]).toMatchObject({ verdict: 'pass', reason })
  expect(listFailed(checks)).toEqual([])
})

describe('what is not checked says why', () => {
  test.each<Case>([
    ['a profile without an issuer', 'iss', 'issuer_unnamed', { expected: { issuer: '' } }],
    ['a profile without a client id', 'aud', 'nothing_to_compare', { expected: { clientId: '' } }],
    ['a hash of a code that is unknown', 'c_hash', 'nothing_to_compare', { ...absent('c_hash') }],
    ['a nonce left out of a refresh', 'nonce', 'not_asked', { claims: { nonce: undefined }, expected: refresh({}) }],
    ['a nonce after a set without an ID token', 'nonce', 'nothing_to_compare', { expected: withoutEarlier() }],
    ['keys that nobody named', 'signature', 'keys_unnamed', { evidence: { signature: { kind: 'keys_unnamed' } } }],
    ['a check that is off', 'signature', 'switched_off', { evidence: { signature: { kind: 'switched_off' } } }],
  ])('%s', (_what, name, reason, change) => {
    const checks = judgeToken(change)
    expect(checks[name]).toMatchObject({ verdict: 'not_checked', reason })
    expect(listFailed(checks)).toEqual([])
  })
})

function absent(name: 'c_hash'): TokenChange {
  return { claims: { [name]: 'half' }, evidence: { hashes: { ...evidence.hashes, [name]: 'absent' } } }
}

function withoutEarlier(): NonNullable<TokenChange['expected']> {
  return { nonce: null, other: { from: 'refresh', claims: null } }
}

describe('the form', () => {
  const judge = (token: string, closed: string | null = null) =>
    readIdTokenChecks(expected, { ...evidence, decoded: decodeToken(token), closed })

  test.each([
    ['a shortened token', 'eyJraWQVlMiIsImFsZOiJodHRwczovL21o...8oEoRsydhg', 'not_a_jwt'],
    ['an opaque token', 'no-jwt-at-all', 'not_a_jwt'],
    ['an empty token', '', 'not_a_jwt'],
  ])('%s fails alone, and is no finding twice', (_what, token, reason) => {
    const checks = judge(token)
    expect(checks).toMatchObject([{ name: 'form', verdict: 'fail', reason }])
    expect(readFailedFindings(checks)).toEqual([])
  })

  test('an encrypted token that stays closed says why', () => {
    const token = `${buildJwtText('{}', { alg: 'RSA-OAEP', enc: 'A256GCM' })}.YQ.YQ`
    expect(judge(token, 'the key does not open it')).toMatchObject([
      { name: 'form', verdict: 'not_checked', reason: 'encrypted', evidence: { why: 'the key does not open it' } },
    ])
  })

  test('a claim that occurs twice is named, and the last one is judged', () => {
    const [form, ...rest] = judge(buildJwtText(`{"aud":"app",${JSON.stringify(goodClaims).slice(1, -1)},"aud":"evil"}`))
    expect(form).toMatchObject({ name: 'form', reason: 'claims_repeated', evidence: { names: 'aud' } })
    expect(rest.find((one) => one.name === 'aud')).toMatchObject({ verdict: 'fail', evidence: { received: 'evil' } })
  })
})

test('a clock ten minutes off has a name: ahead it issues in the future, behind before the run', () => {
  const shift = (by: number) => judgeToken({ claims: { iat: now + by, exp: now + 3600 + by } })
  expect(shift(600).iat?.reason).toBe('time_future')
  expect(shift(-600).iat?.reason).toBe('time_before_run')
  expect(listFailed(shift(0))).toEqual([])
})

test('a number beyond 2^53 is no moment and is shown with all its digits', () => {
  const token = buildJwtText(`{"exp":9007199254740993,"iat":-1e400}`)
  const checks = readIdTokenChecks(expected, { ...evidence, decoded: decodeToken(token) })
  expect(checks.find((one) => one.name === 'exp')).toMatchObject({
    ...{ verdict: 'fail', reason: 'time_unreadable', evidence: { received: '9007199254740993' } },
  })
  expect(checks.find((one) => one.name === 'iat')?.verdict).toBe('fail')
})

test('the evidence of a huge claim is short, and a token with 100,000 audiences is no token', () => {
  expect(judgeToken({ claims: { aud: Array.from({ length: 1e5 }, String) } }).form?.reason).toBe('not_a_jwt')
  const { aud, iss } = judgeToken({ claims: { aud: Array.from({ length: 5e3 }, String), iss: 'x'.repeat(1e5) } })
  expect(aud?.evidence.received?.length).toBeLessThan(200)
  expect(iss?.because.length).toBeLessThan(300)
})

test('every failed check is one finding', () => {
  const checks = Object.values(judgeToken({ claims: { iss: 'x', aud: 'y' } }))
  expect(readFailedFindings(checks).map(({ code, evidence: { name } }) => [code, name])).toEqual([
    ['check_failed', 'iss'],
    ['check_failed', 'aud'],
  ])
})

test('whatever the claims are, every rule has one verdict and nothing throws', () => {
  const names = Object.keys(judgeToken())
  const claims = fc.dictionary(fc.constantFrom(...names, 'cnf'), fc.jsonValue())
  fc.assert(
    fc.property(claims, fc.jsonValue(), (given, alg) => {
      const decoded = decodeToken(buildJwtText(JSON.stringify(given), { alg }))
      const checks = readIdTokenChecks(
        { ...expected, began: epochMs(0), maxAge: 5, acrValues: 'a', other: { from: 'refresh', claims: goodClaims } },
        { ...evidence, decoded },
      )
      expect(checks.map((one) => one.name)).toEqual(names)
    }),
    { numRuns: 300 },
  )
})
