import { type Exchange, readChecks, readProblem, readStep } from '../../../shared/flow/exchange.ts'
import type { Finding } from '../../../shared/lib/finding.ts'
import type { Step } from '../../../shared/lib/problem.ts'
import { readReached, readWay, type StepNumber } from './run-summary.ts'

/**
 * How a step of the screen stands. `attention`: it went on, and something was noticed. `stopped`: the person ended the
 * run here. `skipped`: this grant or a refresh does not take it. `none`: the run ended before it.
 */
export type StepState = 'done' | 'attention' | 'disputed' | 'live' | 'todo' | 'bad' | 'stopped' | 'skipped' | 'none'

export interface TrailStepView {
  readonly step: StepNumber
  readonly state: StepState
}

/** The step of the screen that something of the flow belongs to. */
export const stepOf: Readonly<Record<Step, StepNumber>> = {
  profile: 1,
  'authorization-request': 1,
  'captured-redirect': 2,
  grant: 2,
  'token-request': 3,
  'raw-response': 4,
  'token-set': 5,
  'decoded-token': 5,
  expiry: 5,
  exchange: 5,
  vault: 5,
  contract: 5,
}

/**
 * The step at which a run stopped, or `null`. A refusal and an answer that cannot be read are shown at the response,
 * because that is where the reason stands.
 */
export function readStopped(exchange: Exchange): StepNumber | null {
  const problem = readProblem(exchange)
  if (problem === null) return null
  // An answer without a token request is that of a sign-in endpoint that gave no code; it stopped there.
  if (readStep(exchange, 'token-request') !== null && readStep(exchange, 'raw-response') !== null)
    return problem.step === 'vault' ? 5 : 4
  const reached = readReached(exchange)
  const named = stepOf[problem.step]
  if (problem.code === 'cancelled') return reached
  if (readWay(exchange) !== 'direct') return Math.min(named, reached) as StepNumber
  return named >= 4 ? 4 : 3
}

function hasWarning(findings: readonly Finding[], step: StepNumber): boolean {
  return findings.some((one) => one.severity === 'warning' && stepOf[one.step] === step)
}

function readWarned(exchange: Exchange, step: StepNumber): boolean {
  return exchange.trail.some((one) => hasWarning(one.findings, step))
}

/** A failed verdict hides no token, and no tick stands over it either. */
export function hasFailedCheck(exchange: Exchange): boolean {
  return readChecks(exchange).some((one) => one.verdict === 'fail')
}

function readState(exchange: Exchange, step: StepNumber): StepState {
  const way = readWay(exchange)
  if ((step < 3 && way === 'direct') || (step === 3 && way === 'front_channel')) return 'skipped'
  const stopped = readStopped(exchange)
  if (stopped !== null) {
    if (step > stopped) return 'none'
    if (step === stopped) return exchange.state === 'cancelled' ? 'stopped' : 'bad'
  } else if (exchange.state === 'running' || exchange.state === 'waiting') {
    const reached = readReached(exchange)
    if (step >= reached) return step === reached ? 'live' : 'todo'
  }
  const disputed = readStep(exchange, 'expiry')?.expiries.some((one) => one.disputed) ?? false
  if (step === 5 && hasFailedCheck(exchange)) return 'attention'
  if (step >= 4) return disputed && step === 5 ? 'disputed' : 'done'
  return readWarned(exchange, step) ? 'attention' : 'done'
}

/** The five steps with their states: always five, always in this order, also when a run failed. */
export function readTrailSteps(exchange: Exchange): readonly TrailStepView[] {
  return ([1, 2, 3, 4, 5] as const).map((step) => ({ step, state: readState(exchange, step) }))
}

/**
 * The steps that are open until the person says otherwise: what a run waits for and what it will send; the request and
 * the answer of a finished one. In a short window the request folds once there is an answer (ui.md, section 3).
 */
export function readOpenSteps(exchange: Exchange, isShort: boolean): ReadonlySet<StepNumber> {
  const stopped = readStopped(exchange)
  const hasResponse = readStep(exchange, 'raw-response') !== null
  if (stopped !== null && !hasResponse) return new Set<StepNumber>(stopped === 4 && !isShort ? [3, 4] : [stopped])
  if (exchange.state === 'waiting') return new Set(isShort ? [2] : [2, 3])
  if (stopped === 2 && hasResponse) return new Set<StepNumber>([2, 4])
  const request: readonly StepNumber[] = hasResponse && isShort ? [] : [3]
  return new Set<StepNumber>(hasResponse ? [...request, 4, 5] : request)
}
