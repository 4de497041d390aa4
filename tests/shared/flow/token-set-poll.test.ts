import { describe, expect, test } from 'vitest'
import { namePollEnd, readNextPace, readPause, readPollVerdict } from '../../../shared/flow/token-set-poll.ts'
import { readTokenResponse } from '../../../shared/flow/token-set-reading.ts'
import { seconds } from '../../../shared/lib/units.ts'
import { profileOf } from './profile-of.ts'
import { rawResponseOf } from './raw-response-of.ts'

const { dialect } = profileOf()
const read = (body: string, status: number) => {
  const raw = rawResponseOf(body, { status })
  return { reading: readTokenResponse(raw, dialect, []), raw }
}
const verdict = (body: string, status = 400) => {
  const { reading, raw } = read(body, status)
  return readPollVerdict(reading, raw)
}

test.each([
  ['{"error":"authorization_pending"}', 400, 'pending'],
  ['{"error":"AUTHORIZATION_PENDING"}', 200, 'pending'],
  ['{"error":"slow_down"}', 400, 'slow_down'],
  ['{"error":"slow_down"}', 429, 'slow_down'],
  ['Service Unavailable', 503, 'trouble'],
  ['<html>Bad Gateway</html>', 502, 'trouble'],
  ['', 504, 'trouble'],
  ['', 500, 'final'],
  ['{"error":"server_error"}', 503, 'final'],
  ['{"error":"access_denied"}', 400, 'final'],
  ['{"error":"authorization_pending_soon"}', 400, 'final'],
  ['{"access_token":"a","token_type":"Bearer"}', 200, 'final'],
  ['{"access_token":"a"}', 503, 'final'],
  ['<html></html>', 200, 'final'],
] as const)('%s with %i is %s', (body, status, expected) => {
  expect(verdict(body, status)).toBe(expected)
})

describe('the pace', () => {
  test('is slower for good with every slow_down', () => {
    let pace = { interval: seconds(5), failures: 0 }
    for (const next of ['slow_down', 'pending', 'slow_down'] as const) pace = readNextPace(pace, next)
    expect(pace).toEqual({ interval: 15, failures: 0 })
  })

  test('doubles with every failure in a row, and no further than a minute', () => {
    const pauses = [0, 1, 2, 3, 4, 50].map((failures) => readPause({ interval: seconds(5), failures }))
    expect(pauses).toEqual([5, 10, 20, 40, 60, 60])
    expect(readPause({ interval: seconds(90), failures: 3 })).toBe(90)
  })

  test('is the old one after an answer', () => {
    const failed = readNextPace({ interval: seconds(5), failures: 2 }, 'trouble')
    expect([failed.failures, readPause(readNextPace(failed, 'pending'))]).toEqual([3, 5])
  })
})

describe('the last word', () => {
  const name = (body: string, status = 400) => {
    const named = namePollEnd(read(body, status).reading)
    return named.kind === 'tokens' ? null : named.problem
  }

  test('is called by its own name, with what the provider says', () => {
    expect(name('{"error":"expired_token"}')).toMatchObject({
      code: 'code_expired',
      evidence: { error: 'expired_token' },
    })
    expect(name('{"error":"access_denied","error_description":"No."}')).toMatchObject({
      ...{ code: 'authorization_refused', evidence: { error: 'access_denied', error_description: 'No.' } },
    })
  })

  test('stays what it is otherwise', () => {
    expect(name('{"error":"invalid_grant"}')?.code).toBe('provider_refused')
    expect(name('{"error":"constructor"}')?.code).toBe('provider_refused')
    expect(name('<html></html>', 200)?.code).toBe('body_html')
    expect(name('{"access_token":"a","token_type":"Bearer"}', 200)).toBeNull()
  })
})
