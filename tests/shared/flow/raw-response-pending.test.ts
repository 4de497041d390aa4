import { describe, expect, test } from 'vitest'
import { readCibaAnswer, readDeviceAnswer } from '../../../shared/flow/raw-response-pending.ts'
import { rawResponseOf } from './raw-response-of.ts'

const whole = { device_code: 'd', user_code: 'U', verification_uri: 'https://as.example/d', expires_in: 60 }
const read = (change: object) => readDeviceAnswer(rawResponseOf(JSON.stringify({ ...whole, ...change })))
const times = (change: object) => {
  const answer = read(change)
  return answer.ok ? [answer.value.expiresIn, answer.value.interval] : [answer.problem.code]
}

describe('an answer that cannot be used', () => {
  test.each(['', 'null', '[]', '7', '"device_code"', '{', '<html>', '['.repeat(200)])('%j is no answer', (body) => {
    const problem = { code: 'pending_answer_invalid', evidence: { reason: 'not a JSON object', status: '200' } }
    expect(readDeviceAnswer(rawResponseOf(body))).toMatchObject({ ok: false, problem })
    expect(readCibaAnswer(rawResponseOf(body))).toMatchObject({ ok: false, problem })
  })

  test.each(['device_code', 'user_code', 'verification_uri'])(
    'the first member that is missing is named: %s',
    (member) => {
      for (const value of [undefined, null, '', 7, ['x'], {}])
        expect(read({ [member]: value })).toMatchObject({ problem: { evidence: { member, reason: 'missing' } } })
    },
  )

  test('nothing of it is quoted', () => {
    expect(JSON.stringify(read({ device_code: 'very-secret', user_code: 1 }))).not.toContain('very-secret')
  })
})

describe('the times', () => {
  test.each([
    [{}, [60, 5]],
    [{ expires_in: '90', interval: '2.5' }, [90, 2.5]],
    [{ expires_in: 0, interval: 0 }, [0, 1]],
    [{ expires_in: -1, interval: -1 }, [null, 5]],
    [{ expires_in: '1e3', interval: 'soon' }, [null, 5]],
    [{ expires_in: null, interval: true }, [null, 5]],
    [{ expires_in: [], interval: {} }, [null, 5]],
  ])('%j', (change, expected) => {
    expect(times(change)).toEqual(expected)
  })
})

test('an address may have its old name, and the new one counts where both are there', () => {
  const { verification_uri: _, ...rest } = whole
  const old = {
    ...rest,
    verification_url: 'https://as.example/old',
    verification_url_complete: 'https://as.example/o?u=U',
  }
  expect(readDeviceAnswer(rawResponseOf(JSON.stringify(old)))).toMatchObject({
    value: { verificationUri: 'https://as.example/old', verificationUriComplete: 'https://as.example/o?u=U' },
  })
  expect(read({ verification_url: 'https://as.example/old' })).toMatchObject({
    value: { verificationUri: 'https://as.example/d', verificationUriComplete: null },
  })
})

test('a CIBA answer has a request id and nothing else', () => {
  const answer = readCibaAnswer(rawResponseOf('{"auth_req_id":"r","expires_in":120,"interval":3,"user_code":"U"}'))
  expect(answer).toEqual({ ok: true, value: { handle: 'r', expiresIn: 120, interval: 3 } })
})
