import type { Afterlife } from '../../shared/contract/records.ts'
import { type Exchange, readChecks, readFindings, readProblem } from '../../shared/flow/exchange.ts'
import { readBodyText } from '../../shared/flow/raw-response-text.ts'
import type { JsonObject } from '../../shared/lib/json-value.ts'
import type { Problem } from '../../shared/lib/problem.ts'
import type { ShownRequest } from '../../shared/lib/request-part.ts'
import { buildPrintedChecks, type PrintedCheck } from './printed-check.ts'
import { buildPrintedFinding, type PrintedFinding } from './response-document.ts'

/** One request on the way and its answer; secrets are masked in the request, the answer is as it came. */
export interface PrintedCall {
  readonly name: string
  readonly request: Pick<ShownRequest, 'method' | 'url' | 'body'>
  readonly response: { readonly status: number; readonly content_type: string | null; readonly body: string } | null
}

/** What the `--json` of a call prints; `null` where a thing is absent. */
export interface CallDocument {
  readonly call: Exchange['kind']
  readonly state: Exchange['state']
  readonly problem: Problem | null
  readonly claims: JsonObject | null
  readonly active: boolean | null
  readonly checks: readonly PrintedCheck[]
  readonly findings: readonly PrintedFinding[]
  readonly calls: readonly PrintedCall[]
}

function listCalls({ trail }: Exchange): readonly PrintedCall[] {
  return trail.flatMap((step) => {
    if (step.kind !== 'side-call') return []
    const { response } = step
    const { method, url, body } = step.request
    const type = response?.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? null
    return [
      {
        name: step.name,
        request: { method, url, body },
        response:
          response === null ? null : { status: response.status, content_type: type, body: readBodyText(response).text },
      },
    ]
  })
}

/** Writes a call: what it came to, what was checked, what was sent and what came back. */
export function buildCallDocument(exchange: Exchange, afterlife: Afterlife | null): CallDocument {
  const { kind, state } = exchange
  const asked = kind === 'userinfo' ? afterlife?.userinfo : kind === 'introspection' ? afterlife?.introspection : null
  return {
    call: kind,
    state,
    problem: readProblem(exchange),
    claims: state === 'received' ? (asked?.claims ?? null) : null,
    active: state === 'received' && kind === 'introspection' ? (afterlife?.introspection?.active ?? null) : null,
    checks: buildPrintedChecks(readChecks(exchange)),
    findings: readFindings(exchange).map(buildPrintedFinding),
    calls: listCalls(exchange),
  }
}
