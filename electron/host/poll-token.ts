import type { Grant } from '../../shared/flow/grant.ts'
import { maskTokenRequest } from '../../shared/flow/token-request.ts'
import type { TokenReading } from '../../shared/flow/token-set.ts'
import {
  namePollEnd,
  type PollPace,
  type PollVerdict,
  readNextPace,
  readPause,
  readPollVerdict,
} from '../../shared/flow/token-set-poll.ts'
import { type Finding, finding } from '../../shared/lib/finding.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { type Problem, type ProblemCode, problem } from '../../shared/lib/problem.ts'
import type { EpochMs } from '../../shared/lib/units.ts'
import type { NewStep, Recorder } from './exchange-recorder.ts'
import type { PollPlan } from './poll-plan.ts'
import type { RunOrder } from './run-order.ts'
import type { Proven } from './send-proven.ts'
import { readAnswer, recordAnswer, recordRequest, sendGrant } from './send-token-request.ts'
import { wait } from './wait.ts'

/** What the network did may be over at the next poll. */
const passing: readonly ProblemCode[] = [
  ...(['network_dns', 'network_refused', 'network_reset', 'network_timeout', 'network_failed'] as const),
]

/** Besides the first two polls and the last, so many that changed the pace have a place in the trail. */
const mostNoted = 8

type PollStep = Extract<NewStep, { kind: 'side-call' }>

/** Keeps the polls of a run in its trail without letting it grow with the patience of a person. */
function createPollTrail(recorder: Recorder) {
  let count = 0
  let noted = 0
  let leftOut = 0
  let last: PollStep | null = null
  const append = (step: PollStep): void => {
    const more = leftOut > 0 ? [finding('grant', 'polls_left_out', { count: String(leftOut) })] : []
    leftOut = 0
    last = null
    recorder.append({ ...step, findings: [...step.findings, ...more] })
  }
  return {
    note: ({ request: sentRequest, sent }: Proven, findings: readonly Finding[]): void => {
      const request = maskTokenRequest(sentRequest)
      const came = sent.ok ? sent.value : sent.partial
      const response = came === null ? null : { ...came, url: request.url }
      if (last !== null) leftOut += 1
      last = { kind: 'side-call', name: 'poll', request, response, findings }
      count += 1
      if (count > 2 && (findings.length === 0 || noted === mostNoted)) return
      if (count > 2) noted += 1
      append(last)
    },
    /** The last poll, unless it is there, with the number of those that never will be. */
    finish: (): void => {
      if (last !== null) append(last)
    },
  }
}

/** What a poll came to: its verdict, and why it failed where the network did. */
function readVerdict(order: RunOrder, { sent }: Proven): { verdict: PollVerdict; reason: string } {
  if (!sent.ok) {
    const isPassing = passing.includes(sent.problem.code)
    return { verdict: isPassing ? 'trouble' : 'final', reason: sent.problem.code }
  }
  return { verdict: readPollVerdict(readAnswer(order, sent.value), sent.value), reason: `HTTP ${sent.value.status}` }
}

function readFindings(verdict: PollVerdict, pace: PollPace, reason: string): readonly Finding[] {
  const asked = String(readPause(pace))
  if (verdict === 'slow_down') return [finding('grant', 'poll_slowed', { seconds: asked })]
  return verdict === 'trouble' ? [finding('grant', 'poll_failed', { reason, seconds: asked })] : []
}

/** Waits for the time of the next poll; gives what ends the run instead: a cancel, or the end of the code. */
async function waitForNext(order: RunOrder, pace: PollPace, until: EpochMs): Promise<Problem | null> {
  const { ports, signal } = order
  const due = ports.now() + readPause(pace) * 1000
  const end = Math.min(due, until)
  // Looked at again after each wait: a timer may be cut off, and a machine that slept wakes late.
  while (!signal.aborted && ports.now() < end) await (ports.wait ?? wait)(end - ports.now(), signal)
  if (signal.aborted) return problem('grant', 'cancelled')
  return ports.now() >= until ? problem('grant', 'code_expired') : null
}

/** The last word, recorded as every token request is. */
function finish(order: RunOrder, grant: Grant, proven: Proven): Outcome<TokenReading> {
  recordRequest(order, grant, proven.request)
  const answered = recordAnswer(order, proven)
  return answered.ok ? ok(namePollEnd(answered.value)) : answered
}

/**
 * Asks the token endpoint for what a person has yet to confirm (RFC 8628, section 3.5; CIBA Core, section 10.1), until there is a
 * last word, the code has run out or the run is cancelled. The first question waits as long as the next.
 */
export async function pollToken(order: RunOrder, grant: Grant, plan: PollPlan): Promise<Outcome<TokenReading>> {
  const trail = createPollTrail(order.recorder)
  let pace: PollPace = { interval: plan.interval, failures: 0 }
  try {
    for (;;) {
      const over = await waitForNext(order, pace, plan.until)
      if (over !== null) return fail(over)
      const proven = await sendGrant(order, grant)
      if (!proven.ok) return proven
      if (order.signal.aborted) return fail(problem('grant', 'cancelled'))
      const { verdict, reason } = readVerdict(order, proven.value)
      if (verdict === 'final') {
        trail.finish()
        return finish(order, grant, proven.value)
      }
      pace = readNextPace(pace, verdict)
      trail.note(proven.value, readFindings(verdict, pace, reason))
    }
  } finally {
    trail.finish()
    order.waiting(null)
  }
}
