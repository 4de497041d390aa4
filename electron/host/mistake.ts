import { type Problem, problem, type Step } from '../../shared/lib/problem.ts'

/** An error of ours, named without its text, which could hold anything. Its kind and place are enough to find it. */
export function readMistake(step: Step, error: unknown): Problem {
  const kind = error instanceof Error ? error.name : typeof error
  const place = error instanceof Error ? (/\(?([\w.-]+:\d+:\d+)\)?$/m.exec(error.stack ?? '')?.[1] ?? '') : ''
  return problem(step, 'internal', { error: kind, place })
}
