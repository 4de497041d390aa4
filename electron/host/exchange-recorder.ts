import { appendStep, type Exchange, type TrailStep } from '../../shared/flow/exchange.ts'
import { type Finding, finding } from '../../shared/lib/finding.ts'
import type { Problem } from '../../shared/lib/problem.ts'
import type { RequestPart } from '../../shared/lib/request-part.ts'
import type { EpochMs } from '../../shared/lib/units.ts'
import { maskKnown } from './mask-known.ts'

/** The unmasked values of what was sent, by step and index, kept sealed beside the trail for `reveal`. */
export type SentSecrets = Readonly<
  Partial<Record<'authorization-request' | 'token-request', Readonly<Record<string, string>>>>
>

/** A step as it happens: without its time, findings optional. */
export type NewStep = TrailStep extends infer S ? (S extends TrailStep ? Omit<S, 'at'> : never) : never

/** Writes one trail. Steps are only ever appended, published as they happen, and stored when the run rests. */
export interface Recorder {
  exchange(): Exchange
  append(step: NewStep): void
  keepSecrets(step: 'authorization-request' | 'token-request', parts: readonly RequestPart[]): void
  /** Names values that must not stand in anything that is appended from now on. */
  know(values: readonly string[]): void
  /** Ends the run with what stopped it. */
  stop(problem: Problem, findings?: readonly Finding[]): void
  /** Stores the trail; a failure to store is shown, never fatal. */
  store(): readonly Finding[]
}

export interface RecorderPorts {
  now(): EpochMs
  /** A step was appended. `known`: every secret of this run so far; `sent`: those that are masked in its trail. */
  publish(exchange: Exchange, known: readonly string[], sent: SentSecrets): void
  /** Gives the reason when it could not be stored. */
  write(exchange: Exchange, secrets: SentSecrets): Problem | null
}

/** Starts a trail for an exchange. */
export function createRecorder(started: Exchange, ports: RecorderPorts): Recorder {
  let exchange = started
  let secrets: SentSecrets = {}
  const known = new Set<string>()
  const know: Recorder['know'] = (values) => {
    for (const value of values) known.add(value)
  }
  const append: Recorder['append'] = (step) => {
    exchange = appendStep(exchange, maskKnown({ ...step, at: ports.now() } as TrailStep, [...known]))
    ports.publish(exchange, [...known], secrets)
  }
  return {
    exchange: () => exchange,
    append,
    know,
    keepSecrets: (step, parts) => {
      const kept = parts.flatMap((part, index) => (part.secret ? [[String(index), part.value] as const] : []))
      secrets = { ...secrets, [step]: Object.fromEntries(kept) }
      // A header is its scheme and the secret; others may quote the secret alone.
      know(kept.flatMap(([, value]) => [value, value.replace(/^(Basic|Bearer|DPoP) /, '')]))
    },
    stop: (problem, findings = []) => append({ kind: 'problem', problem, findings }),
    store: () => {
      const failed = ports.write(exchange, secrets)
      return failed === null
        ? []
        : [finding('exchange', 'not_saved', { reason: failed.evidence?.reason ?? failed.code })]
    },
  }
}
