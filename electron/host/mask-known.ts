import type { TrailStep } from '../../shared/flow/exchange.ts'
import type { RawResponse } from '../../shared/flow/raw-response.ts'
import type { TokenReading } from '../../shared/flow/token-set.ts'
import type { Check } from '../../shared/lib/check.ts'
import type { Finding } from '../../shared/lib/finding.ts'
import { maskText } from '../../shared/lib/mask.ts'
import type { Problem } from '../../shared/lib/problem.ts'

/** Masks in every text of a value; the names of members stay. */
function maskTexts<T>(value: T, secrets: readonly string[]): T {
  if (typeof value === 'string') return maskText(value, secrets) as T
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((one: unknown) => maskTexts(one, secrets)) as T
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, maskTexts(one, secrets)])) as T
}

function maskProblem(problem: Problem, secrets: readonly string[]): Problem {
  const { evidence, message, ...rest } = problem
  const masked = { ...rest, message: maskText(message, secrets) }
  return evidence === undefined ? masked : { ...masked, evidence: maskTexts(evidence, secrets) }
}

function maskFindings(findings: readonly Finding[], secrets: readonly string[]): readonly Finding[] {
  return findings.map((finding) => ({
    ...finding,
    message: maskText(finding.message, secrets),
    evidence: maskTexts(finding.evidence, secrets),
  }))
}

function maskChecks(checks: readonly Check[], secrets: readonly string[]): readonly Check[] {
  return checks.map((check) => ({
    ...check,
    because: maskText(check.because, secrets),
    evidence: maskTexts(check.evidence, secrets),
  }))
}

function maskReading(reading: TokenReading, secrets: readonly string[]): TokenReading {
  const findings = maskFindings(reading.findings, secrets)
  if (reading.kind === 'tokens') return { ...reading, findings }
  const problem = maskProblem(reading.problem, secrets)
  if (reading.kind === 'unreadable') return { ...reading, problem, findings }
  const { refusal, extra } = reading
  const said = {
    code: maskText(refusal.code, secrets),
    vendorCode: maskTexts(refusal.vendorCode, secrets),
    description: maskTexts(refusal.description, secrets),
  }
  return { ...reading, problem, findings, refusal: { ...refusal, ...said }, extra: maskTexts(extra, secrets) }
}

/**
 * Masks the secrets of a run in what others have said: providers quote codes, passwords and tokens in their errors, under
 * any name. Tokens and the raw response stay as they are; who publishes them masks them.
 */
export function maskKnown<S extends TrailStep>(step: S, secrets: readonly string[]): TrailStep {
  const findings = maskFindings(step.findings, secrets)
  switch (step.kind) {
    case 'captured-redirect': {
      const { url, parameters } = step.redirect
      const redirect = { ...step.redirect, url: maskText(url, secrets), parameters: maskTexts(parameters, secrets) }
      return { ...step, redirect, findings }
    }
    case 'token-set':
      return { ...step, reading: maskReading(step.reading, secrets), findings }
    case 'grant':
    case 'checks':
      return { ...step, checks: maskChecks(step.checks, secrets), findings }
    case 'problem':
      return { ...step, problem: maskProblem(step.problem, secrets), findings }
    default:
      return { ...step, findings }
  }
}

/** Masks the secrets of a run in the headers that came back, for publishing. */
export function maskHeaders(trail: readonly TrailStep[], secrets: readonly string[]): readonly TrailStep[] {
  const maskResponse = (response: RawResponse): RawResponse => ({
    ...response,
    headers: maskTexts(response.headers, secrets),
  })
  return trail.map((step): TrailStep => {
    if (step.kind === 'raw-response') return { ...step, response: maskResponse(step.response) }
    if (step.kind === 'side-call' && step.response !== null) return { ...step, response: maskResponse(step.response) }
    return step
  })
}
