import { readTokenResponse } from '../../shared/flow/token-set-reading.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import { type EpochMs, epochMs } from '../../shared/lib/units.ts'
import { readClock } from '../host/clock.ts'
import { print } from '../host/print.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { readNamedDialect } from './named-dialect.ts'
import { printProblem } from './print-problem.ts'
import { buildRawResponse } from './raw-response-of-bytes.ts'
import { readFileBytes } from './read-file.ts'
import { buildResponseDocument } from './response-document.ts'

export interface ReadOptions {
  readonly dialect: string
  readonly status: string
  readonly contentType: string
  readonly receivedAt?: string
  readonly location?: string
}

function refuse(option: string, value: string, reason: string): Outcome<never> {
  return fail(problem('contract', 'input_invalid', { option, value, reason }, `${option} is ${reason}.`))
}

function readMoment(text: string | undefined): Outcome<EpochMs> {
  if (text === undefined) return ok(readClock())
  const isDated = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i.test(text.trim())
  const moment = isDated ? Date.parse(text.trim()) : Number.NaN
  return Number.isFinite(moment) ? ok(epochMs(moment)) : refuse('--received-at', text, 'no ISO 8601 moment')
}

/** Reads a token response from a file without vault and network, and prints what it says. */
export async function runRead(file: string, options: ReadOptions): Promise<ExitCode> {
  const status = /^[1-5]\d\d$/.test(options.status)
    ? ok(Number(options.status))
    : refuse('--status', options.status, 'no HTTP status')
  if (!status.ok) return printProblem(status.problem, false)
  const receivedAt = readMoment(options.receivedAt)
  if (!receivedAt.ok) return printProblem(receivedAt.problem, false)
  const dialect = await readNamedDialect(options.dialect)
  if (!dialect.ok) return printProblem(dialect.problem, false)
  const body = await readFileBytes(file)
  if (!body.ok) return printProblem(body.problem, false)
  const { contentType, location } = options
  const raw = buildRawResponse({
    body: body.value,
    status: status.value,
    contentType,
    location,
    receivedAt: receivedAt.value,
  })
  print(JSON.stringify(buildResponseDocument(readTokenResponse(raw, dialect.value)), null, 2))
  return exitCodes.ok
}
