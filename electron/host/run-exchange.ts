import { setImmediate } from 'node:timers/promises'
import { readFailedFindings } from '../../shared/flow/decoded-token-failed.ts'
import { readFormFindings } from '../../shared/flow/decoded-token-form.ts'
import { type Expiries, readExpiries } from '../../shared/flow/expiry.ts'
import type { TokenReading } from '../../shared/flow/token-set.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import { obtainGrant } from './obtain-grant.ts'
import { pollToken } from './poll-token.ts'
import { runChecks } from './run-checks.ts'
import type { ObtainedGrant, RunOrder } from './run-order.ts'
import { readBasicHint, sendTokenRequest } from './send-token-request.ts'

/** The provider said no, or what it said cannot be read. */
function finishRefused(order: RunOrder, reading: Exclude<TokenReading, { kind: 'tokens' }>): Outcome<true> {
  order.recorder.append({ kind: 'token-set', reading, tokenSetId: null, findings: readBasicHint(order, reading) })
  // Some write the code in capitals.
  const isDead = reading.kind === 'refused' && reading.refusal.code.toLowerCase() === 'invalid_grant'
  if (isDead && order.earlier !== null) order.markDead(order.earlier.id)
  return fail(reading.problem)
}

/** What was issued: stored, then shown, then checked. */
async function keep(
  order: RunOrder,
  reading: Extract<TokenReading, { kind: 'tokens' }>,
  obtained: ObtainedGrant,
): Promise<Expiries> {
  const { recorder } = order
  const { tokenSet } = reading
  recorder.know(tokenSet.tokens.map((token) => token.value))
  const expiries = readExpiries(tokenSet)
  const noticed = readFormFindings(tokenSet)
  // Durable first, shown second: a rotated refresh token must not be lost between the two (RFC 9700, section 4.14).
  const saved = order.saveTokens(tokenSet, expiries, [...reading.findings, ...noticed, ...expiries.findings])
  recorder.append({ kind: 'token-set', reading, tokenSetId: saved.id, findings: [...noticed, ...saved.findings] })
  const checks = await runChecks(order, tokenSet, obtained)
  if (checks.length > 0) {
    recorder.append({ kind: 'checks', checks, findings: readFailedFindings(checks) })
    // As the trail has them: whatever a claim quotes, no secret stands in the evidence.
    const last = recorder.exchange().trail.at(-1)
    if (saved.id !== null && last?.kind === 'checks') order.saveChecks(saved.id, last.checks)
  }
  return expiries
}

/** The end of the street: the reading, the store, the checks, the expiry. */
async function finish(order: RunOrder, reading: TokenReading, obtained: ObtainedGrant): Promise<Outcome<true>> {
  if (reading.kind !== 'tokens') return finishRefused(order, reading)
  const expiries = await keep(order, reading, obtained)
  order.recorder.append({ kind: 'expiry', ...expiries })
  return ok(true)
}

/** Tokens beside a code (OpenID Connect Core, section 3.3) have a set of their own; the code is worth as much without them. */
async function keepFront(order: RunOrder, front: TokenReading, obtained: ObtainedGrant): Promise<void> {
  if (front.kind === 'tokens') await keep(order, front, obtained)
  else order.recorder.append({ kind: 'token-set', reading: front, tokenSetId: null, findings: [] })
}

async function walk(order: RunOrder): Promise<Outcome<true>> {
  const obtained = await obtainGrant(order)
  if (!obtained.ok) return obtained
  const { grant, front } = obtained.value
  if (grant === null)
    return front === undefined
      ? fail(problem('grant', 'grant_unsupported', { grant: order.grantName }))
      : finish(order, front, obtained.value)
  if (front !== undefined) await keepFront(order, front, obtained.value)
  const { poll } = obtained.value
  const reading = await (poll === undefined ? sendTokenRequest(order, grant) : pollToken(order, grant, poll))
  return reading.ok ? finish(order, reading.value, obtained.value) : reading
}

/** Walks one exchange from left to right. Whatever stops it is the last step of its trail; nothing is thrown away. */
export async function runExchange(order: RunOrder): Promise<void> {
  const walked = await walk(order)
  if (!walked.ok) order.recorder.stop(walked.problem, order.recorder.store())
  // The last step is published; whoever waits for it goes first, then the trail is written.
  await setImmediate()
  order.recorder.store()
}
