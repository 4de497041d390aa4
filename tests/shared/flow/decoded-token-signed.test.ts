import { describe, expect, test } from 'vitest'
import { decodeToken } from '../../../shared/flow/decoded-token.ts'
import { readAcceptedAlgorithms } from '../../../shared/flow/decoded-token-signature.ts'
import { type ExpectedJwt, readSignedChecks } from '../../../shared/flow/decoded-token-signed.ts'
import { buildJwtText, clock, goodClaims, now } from './id-token-of.ts'

const expected: ExpectedJwt = {
  of: 'authorization_response',
  issuer: goodClaims.iss,
  audience: goodClaims.aud,
  algorithms: ['RS256'],
  required: ['iss', 'aud', 'exp'],
  typ: null,
  clock,
}

function judge(claims: object, change: Partial<ExpectedJwt> = {}, header?: object) {
  const decoded = decodeToken(buildJwtText(JSON.stringify(claims), header))
  const evidence = { decoded, closed: null, opened: false, signature: { kind: 'verified', key: 'one' } as const }
  return readSignedChecks({ ...expected, ...change }, evidence)
}

const { iss, aud, exp } = goodClaims

test.each([
  ['no issuer', 'iss', { aud, exp }],
  ['another issuer', 'iss', { iss: 'https://other.test', aud, exp }],
  ['no audience', 'aud', { iss, exp }],
  ['another audience', 'aud', { iss, aud: 'other', exp }],
  ['no end', 'exp', { iss, aud }],
  ['an end in the past', 'exp', { iss, aud, exp: now - 61 }],
  ['an issue in the future', 'iat', { iss, aud, exp, iat: now + 61 }],
])('an answer with %s fails in that alone', (_what, name, claims) => {
  const checks = judge(claims)
  expect(checks.flatMap((one) => (one.verdict === 'fail' ? [one.name] : []))).toEqual([name])
})

test('what is not required may be left out, and is judged where it stands', () => {
  const verdicts = (claims: object) =>
    Object.fromEntries(judge(claims, { required: [] }).map(({ name, verdict }) => [name, verdict]))
  expect(verdicts({})).toMatchObject({ iss: 'not_checked', aud: 'not_checked', exp: 'not_checked' })
  expect(verdicts({ iss, aud, exp })).toMatchObject({ iss: 'pass', aud: 'pass', exp: 'pass', alg: 'pass' })
  expect(verdicts({ iss: 'x', aud: 'x', exp: 0 })).toMatchObject({ iss: 'fail', aud: 'fail', exp: 'fail' })
})

describe('the type of a JWT', () => {
  const typ = 'token-introspection+jwt'

  test.each([
    ['absent', { alg: 'RS256' }],
    ['another', { alg: 'RS256', typ: 'JWT' }],
  ])('fails when it is %s', (_what, header) => {
    expect(judge({ iss, aud, exp }, { typ }, header)).toContainEqual(
      expect.objectContaining({ name: 'typ', verdict: 'fail' }),
    )
  })

  test.each(['token-introspection+jwt', 'application/Token-Introspection+JWT'])('passes as %s', (given) => {
    expect(judge({ iss, aud, exp }, { typ }, { alg: 'RS256', typ: given })).toContainEqual(
      expect.objectContaining({ name: 'typ', verdict: 'pass' }),
    )
  })
})

test('algorithms of a secret are accepted only where they were chosen, and none never', () => {
  expect(readAcceptedAlgorithms([])).toContain('EdDSA')
  expect(readAcceptedAlgorithms([]).filter((one) => one.startsWith('HS') || one === 'none')).toEqual([])
  expect(readAcceptedAlgorithms(['HS256'])).toEqual(['HS256'])
  expect(readAcceptedAlgorithms(['EdDSA'])).toEqual(['EdDSA', 'Ed25519'])
})
