import { describe, expect, test } from 'vitest'
import { readReached, readRunSummary, readStepMs } from '../../../../renderer/views/run/run-summary.ts'
import { readOpenSteps, readStopped, readTrailSteps } from '../../../../renderer/views/run/trail-steps.ts'
import { finding } from '../../../../shared/lib/finding.ts'
import { problem } from '../../../../shared/lib/problem.ts'
import { epochMs } from '../../../../shared/lib/units.ts'
import {
  answeredOf,
  cancelled,
  exchangeOf,
  responseOf,
  start,
  startedExchange,
  steps,
  stoppedOf,
} from './exchange-of.ts'

const later = epochMs(start + 22_006)
const states = (exchange: Parameters<typeof readTrailSteps>[0]): string =>
  readTrailSteps(exchange)
    .map((one) => one.state)
    .join(' ')
const good = answeredOf('rfc6749', '{"access_token":"abc","token_type":"Bearer","expires_in":60}')
const untilRedirect = [steps.authorize]
const untilRequest = [steps.authorize, steps.redirect, steps.grant, steps.request]

describe('a run that stopped', () => {
  test('before anything was sent shows the first step in error and the others empty', () => {
    expect(states(stoppedOf([], problem('profile', 'variable_missing')))).toBe('bad none none none none')
  })

  test('at the redirect keeps the first step', () => {
    expect(states(stoppedOf(untilRedirect, problem('captured-redirect', 'redirect_timeout')))).toBe(
      'done bad none none none',
    )
  })

  test('because the state differed shows the redirect in error, although it came', () => {
    const exchange = stoppedOf([steps.authorize, steps.redirect, steps.grant], problem('grant', 'state_mismatch'))
    expect(states(exchange)).toBe('done bad none none none')
  })

  test('at an endpoint that answers by itself shows the redirect in error, and opens its answer below', () => {
    const asked = { ...steps.authorize, opened: 'self' } as const
    const answer = { kind: 'raw-response', at: asked.at, response: responseOf('no'), findings: [] } as const
    const exchange = stoppedOf([asked, answer], problem('captured-redirect', 'redirect_unreadable'))
    expect(states(exchange)).toBe('done bad none none none')
    expect([...readOpenSteps(exchange, false)]).toEqual([2, 4])
  })

  test('in the network shows the response in error', () => {
    expect(states(stoppedOf(untilRequest, problem('raw-response', 'network_refused')))).toBe('done done done bad none')
  })

  test('by a refusal shows the response in error and no tokens', () => {
    expect(states(answeredOf('rfc6749', '{"error":"invalid_grant"}', { status: 400 }))).toBe('done done done bad none')
  })

  test('because the person cancelled is not an error', () => {
    expect(states(stoppedOf(untilRedirect, cancelled))).toBe('done stopped none none none')
  })

  test('as a refresh never blames a step that it does not take', () => {
    const exchange = stoppedOf([], problem('grant', 'refresh_token_missing'), 'refresh_token')
    expect(states(exchange)).toBe('skipped skipped bad none none')
    expect(readStopped(exchange)).toBe(3)
  })

  test('opens the step where it stopped', () => {
    expect([...readOpenSteps(stoppedOf(untilRedirect, problem('captured-redirect', 'port_taken')), false)]).toEqual([2])
    const unanswered = stoppedOf(untilRequest, problem('raw-response', 'network_timeout'))
    expect([...readOpenSteps(unanswered, false)]).toEqual([3, 4])
  })
})

describe('a run that goes on', () => {
  test('waits in the second step, and shows the request that will be sent', () => {
    const waiting = exchangeOf('authorization_code', untilRedirect)
    expect(states(waiting)).toBe('done live todo todo todo')
    expect([...readOpenSteps(waiting, false)]).toEqual([2, 3])
    expect([...readOpenSteps(waiting, true)]).toEqual([2])
  })

  test('starts in its first step, a refresh in the third', () => {
    expect(readReached(startedExchange())).toBe(1)
    expect(readReached(startedExchange('refresh_token'))).toBe(3)
  })

  test('counts the time it waits for the person as theirs', () => {
    const summary = readRunSummary(exchangeOf('authorization_code', untilRedirect), later)
    expect(summary).toMatchObject({ totalMs: 22_006, personMs: 22_000 })
  })
})

describe('a finished run', () => {
  test('says who spent which part of its time', () => {
    const summary = readRunSummary(good, later)
    expect(summary.stretches.map(({ step, by, ms }) => `${step} ${by} ${ms}`)).toEqual([
      '1 app 6',
      '2 person 7990',
      '3 app 4',
      '4 network 200',
      '5 app 3',
    ])
    expect(summary.totalMs).toBe(8_203)
  })

  test('counts an endpoint that answers itself as network', () => {
    const asked = { ...steps.authorize, opened: 'self' as const }
    const summary = readRunSummary(exchangeOf('authorization_code', [asked, steps.redirect]), later)
    expect(summary.personMs).toBe(0)
    expect(summary.stretches[1]?.by).toBe('network')
  })

  test('as a refresh has no time for the steps that it did not take', () => {
    const refreshed = answeredOf('rfc6749', '{"access_token":"abc"}', {}, 'refresh_token')
    expect(states(refreshed)).toBe('skipped skipped done done done')
    expect(readStepMs(readRunSummary(refreshed, later), 1)).toBeNull()
  })

  test('marks a step that went on with a warning', () => {
    const warned = { ...steps.request, findings: [finding('token-request', 'secret_in_url')] }
    expect(states(exchangeOf('password', [warned]))).toContain('attention')
  })

  test('opens the request and the answer, and in a short window the answer alone', () => {
    expect([...readOpenSteps(good, false)]).toEqual([3, 4, 5])
    expect([...readOpenSteps(good, true)]).toEqual([4, 5])
  })
})
