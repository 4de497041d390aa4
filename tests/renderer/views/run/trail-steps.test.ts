import { describe, expect, test } from 'vitest'
import { readReached } from '../../../../renderer/views/run/run-summary.ts'
import { readTrailSteps } from '../../../../renderer/views/run/trail-steps.ts'
import type { TrailStep } from '../../../../shared/flow/exchange.ts'
import { epochMs, seconds } from '../../../../shared/lib/units.ts'
import { exchangeOf, responseOf, start, steps } from './exchange-of.ts'

const action: TrailStep = {
  kind: 'user-action',
  at: epochMs(start + 20),
  userCode: 'ABCD-EFGH',
  verificationUri: 'https://as.example/device',
  verificationUriComplete: null,
  bindingMessage: null,
  interval: seconds(5),
  until: epochMs(start + 600_000),
  findings: [],
}
const answered: TrailStep = {
  kind: 'raw-response',
  at: epochMs(start + 9_000),
  response: responseOf('{}'),
  findings: [],
}
const states = (exchange: Parameters<typeof readTrailSteps>[0]): readonly string[] =>
  readTrailSteps(exchange).map(({ state }) => state)

describe('a device code', () => {
  test('waits at the second step while the person confirms, though the token is asked for all the time', () => {
    const waiting = exchangeOf('device_code', [action, steps.request])
    expect(readReached(waiting)).toBe(2)
    expect(states(waiting)).toEqual(['done', 'live', 'todo', 'todo', 'todo'])
  })

  test('is past the request once the last answer is here', () => {
    expect(readReached(exchangeOf('device_code', [action, steps.request, answered]))).toBe(5)
  })
})

describe('the implicit grant', () => {
  test('needs no token request: the redirect brings the answer', () => {
    const caught = exchangeOf('implicit', [steps.authorize, steps.redirect, steps.grant, answered])
    expect(states(caught)[2]).toBe('skipped')
    expect(readReached(caught)).toBe(5)
  })
})
