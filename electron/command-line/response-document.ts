import { readFormFindings } from '../../shared/flow/decoded-token-form.ts'
import { readExpiries } from '../../shared/flow/expiry.ts'
import { readExpiresIn } from '../../shared/flow/expiry-remaining.ts'
import { readToken, type TokenReading } from '../../shared/flow/token-set.ts'
import type { Finding } from '../../shared/lib/finding.ts'
import type { JsonValue } from '../../shared/lib/json-value.ts'

/** A finding as the command line prints it. */
export interface PrintedFinding {
  readonly code: string
  readonly severity: string
  readonly message: string
}

/** What `tokendesk read` prints: wire names, seconds from the receipt, `null` where a thing is absent. */
export interface ResponseDocument {
  readonly access_token: string | null
  readonly refresh_token: string | null
  readonly id_token: string | null
  readonly token_type: string | null
  readonly expires_in: number | null
  readonly refresh_expires_in: number | null
  readonly scope: readonly string[]
  readonly error: string | null
  readonly error_description: string | null
  readonly extra: Readonly<Record<string, JsonValue>>
  readonly repaired: boolean
  readonly findings: readonly PrintedFinding[]
}

const nothing = {
  access_token: null,
  refresh_token: null,
  id_token: null,
  token_type: null,
  expires_in: null,
  refresh_expires_in: null,
  scope: [],
  error: null,
  error_description: null,
  extra: {},
  repaired: false,
} as const

/** The members of a finding that the command line prints. */
export function buildPrintedFinding({ code, severity, message }: Finding): PrintedFinding {
  return { code, severity, message }
}

/** Writes a reading in the one form that is the same for every dialect. */
export function buildResponseDocument(reading: TokenReading): ResponseDocument {
  const findings = reading.findings.map(buildPrintedFinding)
  if (reading.kind === 'unreadable')
    return { ...nothing, error: 'invalid_response', error_description: reading.problem.message, findings }
  if (reading.kind === 'refused') {
    const { code, description } = reading.refusal
    // A provider that says neither a code nor a word has at least our reason beside the code we gave it.
    const words = description ?? (code === 'invalid_response' ? reading.problem.message : null)
    return {
      ...nothing,
      error: code,
      error_description: words,
      extra: reading.extra,
      repaired: reading.repaired,
      findings,
    }
  }
  const { tokenSet } = reading
  return {
    ...nothing,
    access_token: readToken(tokenSet, 'access_token')?.value ?? null,
    refresh_token: readToken(tokenSet, 'refresh_token')?.value ?? null,
    id_token: readToken(tokenSet, 'id_token')?.value ?? null,
    token_type: tokenSet.tokenType?.value ?? null,
    expires_in: readExpiresIn(tokenSet, 'access_token'),
    refresh_expires_in: readExpiresIn(tokenSet, 'refresh_token'),
    scope: tokenSet.scope?.values ?? [],
    extra: tokenSet.extra,
    repaired: tokenSet.repaired,
    findings: [
      ...findings,
      ...[...readFormFindings(tokenSet), ...readExpiries(tokenSet).findings].map(buildPrintedFinding),
    ],
  }
}
