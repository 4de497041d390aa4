import type { Problem } from '../../shared/lib/problem.ts'
import { print, printError } from '../host/print.ts'
import { advice } from './advice.ts'
import { type ExitCode, readExitCode } from './exit-codes.ts'

/** A control character could move the cursor or colour the screen; what providers say is shown without them. */
export function buildPlainText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
}

/** A problem as lines: where, what, the evidence, what to try. */
export function buildProblemLines({ step, code, message, evidence }: Problem): readonly string[] {
  const facts = Object.entries(evidence ?? {}).map(([name, value]) => `  ${name}: ${value}`)
  const tried = advice[code]
  const lines = [
    `tokendesk: ${step}: ${message} (${code})`,
    ...facts,
    ...(tried === undefined ? [] : [`  try: ${tried}`]),
  ]
  return lines.map(buildPlainText)
}

/** Reports a problem to a person, with `json` to a program too, and gives the exit code. */
export function printProblem(problem: Problem, json: boolean): ExitCode {
  for (const line of buildProblemLines(problem)) printError(line)
  if (json) print(JSON.stringify({ problem }, null, 2))
  return readExitCode(problem.code)
}
