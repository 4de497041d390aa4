import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendLimits } from '../../electron/host/send-limits.ts'
import {
  type PracticeFault,
  type PracticeProvider,
  practiceFaults,
  practiceFaultsOf,
  practiceProviders,
} from '../../shared/dialects/practice-choices.ts'
import { type Exchange, readFindings, readProblem, readStep } from '../../shared/flow/exchange.ts'
import type { FindingCode } from '../../shared/lib/finding.ts'
import type { ProblemCode } from '../../shared/lib/problem.ts'
import { choosePractice, nameProfile } from './choose-practice.ts'
import { openLastingHost, readValue, runToEnd, type TestHost } from './open-test-host.ts'

let host: TestHost
/** The set that each profile had before anything went wrong. */
const earlier = new Map<PracticeProvider, string>()

beforeAll(async () => {
  host = await openLastingHost({ limits: { ...sendLimits, headers: 1_500, idle: 1_500 } })
  for (const provider of practiceProviders) {
    await runToEnd(host, nameProfile(provider))
    const [set] = readValue(await host.send('tokens.list', { profileId: nameProfile(provider) }))
    earlier.set(provider, set?.id ?? '')
  }
})
afterAll(() => host.dispose())

/** How a run must end: its state, the problem, what the provider's refusal means, and what must be noticed. */
interface End {
  readonly state: Exchange['state']
  readonly problem?: ProblemCode
  readonly refusal?: string
  readonly notices?: FindingCode
  /** An answer came at all. */
  readonly answered: boolean
}

const received = (notices?: FindingCode): End => ({ state: 'received', answered: true, ...(notices && { notices }) })
const refused = (refusal: string, notices?: FindingCode): End => ({
  ...{ state: 'refused', problem: 'provider_refused', refusal, answered: true },
  ...(notices && { notices }),
})
const failed = (problem: ProblemCode, answered = true, notices?: FindingCode): End => ({
  ...{ state: 'failed', problem, answered },
  ...(notices && { notices }),
})
const denied: End = { state: 'refused', problem: 'authorization_refused', answered: false }

/** MaxKey, XT.COM and tKeel say these in ways of their own; the others in those of RFC 6749, section 5.2. */
const expected: Readonly<Record<PracticeFault, (provider: PracticeProvider) => End | null>> = {
  none: () => received(),
  access_denied: (provider) => (provider === 'tkeel' ? refused('server_error', 'vendor_error_code') : denied),
  // The listener takes no redirect of another state, so this run would wait on; see run-exchange-waiting.
  wrong_state: () => null,
  wrong_nonce: (provider) => (provider === 'xt' || provider === 'workfront' ? received() : received('check_failed')),
  wrong_issuer: (provider) => (provider === 'standard' ? failed('issuer_mismatch', false) : received()),
  scope_reduced: (provider) =>
    provider === 'standard' || provider === 'maxkey' ? received('scope_reduced') : received(),
  wrong_secret: (provider) => {
    if (provider === 'xt') return refused('INVALID_CLIENT', 'error_with_success_status')
    return refused(provider === 'tkeel' ? 'invalid_grant' : 'invalid_client')
  },
  expired_code: (provider) => {
    if (provider === 'xt') return refused('CODE_EXPIRED', 'error_with_success_status')
    return refused(provider === 'tkeel' ? 'server_error' : 'invalid_grant')
  },
  redirect_mismatch: (provider) => {
    if (provider === 'xt') return refused('INVALID_GRANT')
    return refused(provider === 'tkeel' ? 'server_error' : 'invalid_grant')
  },
  error_200: (provider) => {
    const code = { xt: 'INVALID_CLIENT', tkeel: 'invalid_grant' }[provider as string] ?? 'invalid_client'
    return refused(code, 'error_with_success_status')
  },
  malformed_body: () => failed('body_unreadable'),
  html_body: () => failed('body_html'),
  empty_body: () => failed('body_empty'),
  wrong_content_type: () => received('content_type_unexpected'),
  missing_token: () => failed('token_missing'),
  no_lifetime: (provider) => (provider === 'xt' ? received('token_type_missing') : received('lifetime_unknown')),
  no_refresh_token: () => received(),
  redirect: () => failed('redirect_answered', true, 'redirect_not_followed'),
  server_error: () => failed('body_unreadable'),
  rate_limited: () => refused('slow_down'),
  clock_skew: () => received('clock_skew'),
  huge_body: () => failed('response_too_large'),
  compressed_bomb: () => failed('response_too_large'),
  slow: () => failed('network_timeout', false),
  stalled: () => failed('network_timeout'),
  reset: () => failed('network_reset', false),
  // A failed check marks the tokens and never hides them; the rest strikes other flows than this one.
  ...{ wrong_signature: () => received(), rotated_keys: () => received(), dpop_nonce: () => received() },
  ...{ slow_down: () => received(), expired_device_code: () => received() },
  external_idp: () => failed('consent_elsewhere'),
  location_tokens: () => received('tokens_in_location'),
}

async function check(provider: PracticeProvider, fault: PracticeFault): Promise<void> {
  const end = expected[fault](provider)
  if (end === null) return
  const exchange = await runToEnd(host, await choosePractice(host, provider, fault))
  const reading = readStep(exchange, 'token-set')?.reading
  const found = {
    ...{ provider, state: exchange.state, problem: readProblem(exchange)?.code },
    refusal: reading?.kind === 'refused' ? reading.refusal.code : undefined,
    answered: readStep(exchange, 'raw-response') !== null,
  }
  const { notices, ...wanted } = end
  expect(found).toEqual({ provider, problem: undefined, refusal: undefined, ...wanted })
  if (notices !== undefined) expect(readFindings(exchange).map((one) => one.code)).toContain(notices)
  expect(exchange.endedAt).toBe(exchange.trail.at(-1)?.at)

  const { profileId } = exchange
  const sets = readValue(await host.send('tokens.list', { profileId }))
  expect(sets.map((set) => set.id)).toContain(earlier.get(provider))
  const [row] = readValue(await host.send('exchanges.list', { profileId, limit: 1 }))
  expect(row).toMatchObject({ id: exchange.id, state: exchange.state, run: exchange.run })
}

describe.each(practiceFaults.filter((fault) => fault !== 'wrong_state'))('the fault %s', (fault) => {
  test('ends by name, beside the raw answer, in the history, and costs nothing that was stored', async () => {
    const stricken = practiceProviders.filter((provider) => practiceFaultsOf(provider).includes(fault))
    expect(stricken.length).toBeGreaterThan(0)
    await Promise.all(stricken.map((provider) => check(provider, fault)))
  })
})
