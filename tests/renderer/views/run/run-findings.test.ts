import { describe, expect, test } from 'vitest'
import { readProblemActions } from '../../../../renderer/views/run/problem-actions.ts'
import { countFindings, readRunFindings } from '../../../../renderer/views/run/run-findings.ts'
import { problem } from '../../../../shared/lib/problem.ts'
import { epochMs } from '../../../../shared/lib/units.ts'
import { answeredOf, cancelled, exchangeOf, start, steps, stoppedOf } from './exchange-of.ts'

const alone = { listens: false, keptRun: null }
const checks = (exchange: Parameters<typeof readRunFindings>[0], around = alone): readonly string[] =>
  readRunFindings(exchange, around).checks.map((one) => one.code)
const body = '{"access_token":"abc","token_type":"Bearer","scope":"openid"}'

describe('what did not pass is not in the list', () => {
  test('a run that was cancelled has neither a problem nor a check of its answer', () => {
    const all = readRunFindings(stoppedOf([steps.authorize], cancelled), alone)
    expect(all).toEqual({ problem: null, findings: [], checks: [], verdicts: 0 })
  })

  test('a clock that is far away, and one that nobody told', () => {
    const date = new Date(start + 68_200).toUTCString()
    expect(checks(answeredOf('rfc6749', body, { headers: [['date', date]] }))).not.toContain('clock_near')
    expect(checks(answeredOf('rfc6749', body))).not.toContain('clock_near')
  })

  test('a body that had to be repaired', () => {
    expect(checks(answeredOf('workfront', "{access_token: 'abc'}"))).not.toContain('body_clean')
  })

  test('a port that belongs to somebody else', () => {
    const waiting = exchangeOf('authorization_code', [steps.authorize])
    expect(checks(waiting)).toEqual([])
  })
})

describe('what passed', () => {
  test('is named for a good answer in the order of the steps', () => {
    const headers: [string, string][] = [
      ['Cache-Control', 'no-store'],
      ['Date', new Date(epochMs(start + 8_200)).toUTCString()],
    ]
    expect(checks(answeredOf('rfc6749', body, { headers }))).toEqual([
      'redirect_uri_same',
      'body_clean',
      'scope_granted',
      'no_store',
      'clock_near',
    ])
  })

  test('is named while a run waits', () => {
    const waiting = exchangeOf('authorization_code', [steps.authorize])
    const { checks } = readRunFindings(waiting, { listens: true, keptRun: 42 })
    expect(checks).toEqual([
      { code: 'port_ours', values: { port: '1', run: 42 } },
      { code: 'tokens_stay', values: { port: '1', run: 42 } },
    ])
  })
})

test('a problem counts as an error beside what was noticed', () => {
  const all = readRunFindings(answeredOf('maxkey', '{"error":"invalid_grant"}'), alone)
  expect(countFindings(all)).toMatchObject({ error: 1, warning: 1 })
})

describe('what can be done', () => {
  test('nothing is offered for a mistake of ours', () => {
    expect(readProblemActions(problem('contract', 'internal'))).toEqual([])
  })

  test('a code that was refused is answered by a new sign-in, a client that was refused by the profile', () => {
    const refused = (error: string) => readProblemActions(problem('token-set', 'provider_refused', { error }))
    expect(refused('invalid_grant').map((one) => one.kind)).toEqual(['run_again'])
    expect(refused('invalid_client')[0]?.kind).toBe('configure')
  })

  test('a secret in the URL is allowed by a change that is shown before it is made', () => {
    const [first] = readProblemActions(problem('token-request', 'secret_in_url_refused'))
    expect(first).toEqual({ kind: 'fix', fix: { place: '/secretInUrlAllowed', value: true } })
  })
})
