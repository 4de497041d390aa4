import { type Exchange, readChecks, readFindings, readProblem, readStep } from '../../../shared/flow/exchange.ts'
import { readHeader } from '../../../shared/flow/raw-response.ts'
import type { Finding } from '../../../shared/lib/finding.ts'
import type { Problem } from '../../../shared/lib/problem.ts'
import { readUrl } from '../../../shared/lib/url.ts'

/** What the panel shows of a run: what stopped it first, then what was noticed, then the checks that passed. */
export interface RunFindings {
  readonly problem: Problem | null
  readonly findings: readonly Finding[]
  readonly checks: readonly PassedCheck[]
  /** How many verdicts of the run are a pass. */
  readonly verdicts: number
}

/** A check that passed, with what its sentence names. */
export interface PassedCheck {
  readonly code: CheckCode
  readonly values: Readonly<Record<string, string | number>>
}

/** What is known around a run that its trail does not tell. */
export interface RunSurroundings {
  /** The redirect comes to a listener of ours, and to nobody else. */
  readonly listens: boolean
  /** The run whose tokens are in use, or `null`. */
  readonly keptRun: number | null
}

/** What can be right beside the verdicts of the run, in the order of the steps. The interface has the words. */
export const checkCodes = [
  'port_ours',
  'tokens_stay',
  'redirect_uri_same',
  'pkce_sent',
  'body_clean',
  'scope_granted',
  'no_store',
  'clock_near',
  'sources_agree',
] as const
export type CheckCode = (typeof checkCodes)[number]

/** Further from the provider's clock than this, a check of it has not passed. The Date header counts whole seconds. */
const nearMs = 2_000

function isRedirectUriSame(exchange: Exchange): boolean {
  const first = readStep(exchange, 'authorization-request')
  const sent = readStep(exchange, 'token-request')?.request.parts.find((part) => part.origin === 'redirect_uri')
  return first !== null && sent !== undefined && sent.value === first.redirectUri
}

function isClockNear(exchange: Exchange): boolean {
  const response = readStep(exchange, 'raw-response')?.response
  const date = response === undefined ? Number.NaN : Date.parse(readHeader(response, 'date') ?? '')
  return response !== undefined && Math.abs(date - response.receivedAt) <= nearMs
}

function isNoStore(exchange: Exchange): boolean {
  const response = readStep(exchange, 'raw-response')?.response
  return response !== undefined && /\bno-store\b/i.test(readHeader(response, 'cache-control') ?? '')
}

function isScopeGranted(exchange: Exchange, codes: ReadonlySet<string>): boolean {
  const reading = readStep(exchange, 'token-set')?.reading
  if (reading?.kind !== 'tokens' || reading.tokenSet.scope === null) return false
  return !codes.has('scope_reduced') && !codes.has('scope_extended')
}

function isBodyClean(exchange: Exchange, codes: ReadonlySet<string>): boolean {
  const reading = readStep(exchange, 'token-set')?.reading
  if (reading === undefined || reading.kind === 'unreadable') return false
  return !['body_repaired', 'member_repeated', 'byte_order_mark', 'bytes_not_utf8'].some((code) => codes.has(code))
}

function doSourcesAgree(exchange: Exchange): boolean {
  const expiries = readStep(exchange, 'expiry')?.expiries ?? []
  const several = expiries.some((one) => one.sources.some((source) => source.verdict === 'agrees'))
  return several && !expiries.some((one) => one.disputed)
}

/** The checks that were really made and passed. A check that was not made is not in the list. */
export function readPassedChecks(exchange: Exchange, around: RunSurroundings): readonly PassedCheck[] {
  const codes = new Set<string>(readFindings(exchange).map((one) => one.code))
  const pkce = readStep(exchange, 'token-request')?.request.parts.some((part) => part.origin === 'code_verifier')
  const waits = exchange.state === 'waiting'
  const port = readUrl(readStep(exchange, 'authorization-request')?.redirectUri ?? '')?.port ?? ''
  const verdicts: Readonly<Record<CheckCode, boolean>> = {
    port_ours: waits && around.listens && port !== '',
    tokens_stay: waits && around.keptRun !== null,
    redirect_uri_same: isRedirectUriSame(exchange),
    pkce_sent: pkce ?? false,
    body_clean: isBodyClean(exchange, codes),
    scope_granted: isScopeGranted(exchange, codes),
    no_store: isNoStore(exchange),
    clock_near: isClockNear(exchange),
    sources_agree: doSourcesAgree(exchange),
  }
  const values = { port, run: around.keptRun ?? 0 }
  return checkCodes.filter((code) => verdicts[code]).map((code) => ({ code, values }))
}

/** Everything the panel says about a run. A run that the person cancelled has no problem to solve. */
export function readRunFindings(exchange: Exchange, around: RunSurroundings): RunFindings {
  const problem = readProblem(exchange)
  return {
    problem: problem?.code === 'cancelled' ? null : problem,
    findings: readFindings(exchange),
    checks: readPassedChecks(exchange, around),
    verdicts: readChecks(exchange).filter((one) => one.verdict === 'pass').length,
  }
}

/** How many of each severity, for the head of the panel. */
export function countFindings(all: RunFindings): Readonly<Record<'error' | 'warning' | 'info' | 'passed', number>> {
  const count = (severity: Finding['severity']): number =>
    all.findings.filter((one) => one.severity === severity).length
  return {
    error: count('error') + (all.problem === null ? 0 : 1),
    warning: count('warning'),
    info: count('info'),
    passed: all.checks.length + all.verdicts,
  }
}
