import type { Problem } from './problem.ts'

/** What every step of the street answers: a value, or a named problem. A provider's refusal is a result, never a throw. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem }

/** Wraps a value as a successful outcome. */
export function ok<T>(value: T): Outcome<T> {
  return { ok: true, value }
}

/** Wraps a problem as a failed outcome. */
export function fail<T = never>(problem: Problem): Outcome<T> {
  return { ok: false, problem }
}
