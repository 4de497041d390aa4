import { expect, test } from 'vitest'
import { readChallenge } from '../../../shared/flow/raw-response-challenge.ts'
import { rawResponseOf } from './raw-response-of.ts'

const read = (...values: readonly string[]) =>
  readChallenge(rawResponseOf('', { headers: values.map((value) => ['WWW-Authenticate', value]) }))

test('an answer without a challenge has none', () => {
  expect(read()).toBeNull()
})

test.each([
  ['Bearer error="invalid_token", error_description="It \\"ended\\""', 'Bearer', 'invalid_token', 'It "ended"'],
  ['Bearer realm="a, error=fake", error=invalid_token', 'Bearer', 'invalid_token', null],
  ['Bearer', 'Bearer', null, null],
  ['DPoP algs="ES256", error="invalid_dpop_proof"', 'DPoP', 'invalid_dpop_proof', null],
  ['Bearer realm="a", DPoP error="invalid_token"', 'DPoP', 'invalid_token', null],
])('%s', (value, scheme, error, description) => {
  expect(read(value)).toMatchObject({ scheme, error, description })
})

test('of several headers the one that names an error counts', () => {
  expect(read('Basic realm="a"', 'Bearer error="insufficient_scope", scope="openid email"')).toEqual({
    ...{ scheme: 'Bearer', error: 'insufficient_scope', description: null, scope: 'openid email' },
  })
})

test('a value of a megabyte is read in no time', () => {
  const started = performance.now()
  for (const part of ['a="', ', ', 'error ', '\\"', 'Bearer,'])
    read(`Bearer ${part.repeat(Math.floor(1_000_000 / part.length))}`)
  expect(performance.now() - started).toBeLessThan(1000)
})
