import type { TokenSetRow } from '../../shared/contract/records.ts'
import { type Expiries, readExpiries } from '../../shared/flow/expiry.ts'
import { readToken, type TokenKind, type TokenSet } from '../../shared/flow/token-set.ts'
import type { Check } from '../../shared/lib/check.ts'
import type { Finding } from '../../shared/lib/finding.ts'
import { between, type EpochMs } from '../../shared/lib/units.ts'
import { buildPrintedChecks, type PrintedCheck } from './printed-check.ts'
import { buildPrintedFinding, type PrintedFinding } from './response-document.ts'

/** A token set with its names, whether it was stored or has just come. */
export interface HeldTokens {
  readonly profileId: string
  /** `null` when it could not be stored. */
  readonly id: TokenSetRow['id'] | null
  readonly tokenSet: TokenSet
  readonly findings: readonly Finding[]
  /** The verdicts of its run, and of the calls made since. */
  readonly checks: readonly Check[]
}

/** What `tokendesk get --json` prints; `null` where a thing is absent or unknown. */
export interface TokenDocument {
  readonly profile: string
  readonly token_set: string | null
  readonly access_token: string | null
  readonly refresh_token: string | null
  readonly id_token: string | null
  readonly token_type: string | null
  /** Whole seconds that the access token still lives; negative when it has ended. */
  readonly expires_in: number | null
  readonly expires_at: string | null
  readonly scope: readonly string[] | null
  readonly received_at: string
  readonly findings: readonly PrintedFinding[]
  readonly checks: readonly PrintedCheck[]
}

/** When a token of the set ends; `null` when nothing tells. */
export function readEnd({ expiries }: Expiries, kind: TokenKind): EpochMs | null {
  return expiries.find((expiry) => expiry.of === kind)?.at ?? null
}

/** Writes a token set with the time it has left. */
export function buildTokenDocument(held: HeldTokens, now: EpochMs): TokenDocument {
  const { tokenSet } = held
  const end = readEnd(readExpiries(tokenSet), 'access_token')
  return {
    profile: held.profileId,
    token_set: held.id,
    access_token: readToken(tokenSet, 'access_token')?.value ?? null,
    refresh_token: readToken(tokenSet, 'refresh_token')?.value ?? null,
    id_token: readToken(tokenSet, 'id_token')?.value ?? null,
    token_type: tokenSet.tokenType?.value ?? null,
    expires_in: end === null ? null : Math.floor(between(now, end)),
    expires_at: end === null ? null : new Date(end).toISOString(),
    scope: tokenSet.scope?.values ?? null,
    received_at: new Date(tokenSet.receivedAt).toISOString(),
    findings: held.findings.map(buildPrintedFinding),
    checks: buildPrintedChecks(held.checks),
  }
}
