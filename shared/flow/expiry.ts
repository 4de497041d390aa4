import { z } from 'zod'
import { type Finding, finding, findingSchema } from '../lib/finding.ts'
import { after, type EpochMs, epochMs, epochMsSchema } from '../lib/units.ts'
import { type DecodedToken, decodeIssued, readNumericDate } from './decoded-token.ts'
import {
  type CutShort,
  nothingTold,
  readCutShort,
  readIntrospectedEnd,
  readToldFindings,
  type ToldEnds,
} from './expiry-told.ts'
import { readUnitProof, type UnitProof } from './expiry-unit.ts'
import { type LifetimeClaim, type TokenKind, type TokenSet, tokenKindSchema } from './token-set.ts'

/** One thing that says when a token ends, and how it stands to the one in use. */
export const expirySourceSchema = z.strictObject({
  kind: z.enum(['jwt_exp', 'moment', 'introspection', 'revocation', 'duration']),
  /** The field it comes from, as the provider spells it. */
  field: z.string(),
  sent: z.string(),
  /** The unit a duration was read in. */
  unit: z.enum(['s', 'ms']).nullable(),
  /** The end it means; `null` when it cannot be read. */
  at: epochMsSchema.nullable(),
  /** `overtaken`: it told a later end, and the token was cut short. */
  verdict: z.enum(['used', 'agrees', 'differs', 'unreadable', 'overtaken']),
})
export type ExpirySource = Readonly<z.output<typeof expirySourceSchema>>

/** When a token ends, how we know, and who disagrees. `at` is `null` when nothing tells: unknown, never "never". */
export const expirySchema = z.strictObject({
  of: tokenKindSchema,
  at: epochMsSchema.nullable(),
  issuedAt: epochMsSchema,
  disputed: z.boolean(),
  sources: z.array(expirySourceSchema).readonly(),
})
export type Expiry = Readonly<z.output<typeof expirySchema>>

export const expiriesSchema = z.strictObject({
  expiries: z.array(expirySchema).readonly(),
  findings: z.array(findingSchema).readonly(),
})
export type Expiries = Readonly<z.output<typeof expiriesSchema>>

/** Sources further apart than this contradict each other; nearer, it is the way of the message. */
const toleranceMs = 5_000

type Candidate = Omit<ExpirySource, 'verdict'>

function buildClaimCandidate(claim: LifetimeClaim, receivedAt: EpochMs, unit: 's' | 'ms'): Candidate {
  const base = { field: claim.field, sent: claim.sent }
  if (claim.meaning !== 'duration') return { ...base, kind: 'moment', unit: null, at: claim.moment }
  const amount =
    claim.amount === null
      ? null
      : claim.unit === unit
        ? claim.amount
        : claim.unit === 's'
          ? claim.amount / 1000
          : claim.amount * 1000
  return {
    ...base,
    kind: 'duration',
    unit,
    at: amount === null ? null : after(receivedAt, amount as typeof claim.amount & number),
  }
}

/**
 * All candidates in the order of trust: the token's own exp, a moment (that of an introspection as well), a duration in its proved
 * unit, the other unit.
 */
function listCandidates(
  tokenSet: TokenSet,
  kind: TokenKind,
  decoded: DecodedToken | null,
  proof: UnitProof | null,
  told: ToldEnds,
): readonly Candidate[] {
  const candidates: Candidate[] = []
  const exp = decoded === null ? null : readNumericDate(decoded, 'exp')
  if (exp !== null)
    candidates.push({ kind: 'jwt_exp', field: 'exp', sent: String(exp), unit: null, at: epochMs(exp * 1000) })
  const claims = tokenSet.lifetimes.filter((claim) => claim.of === kind)
  for (const claim of claims)
    if (claim.meaning !== 'duration') candidates.push(buildClaimCandidate(claim, tokenSet.receivedAt, 's'))
  const introspected = readIntrospectedEnd(kind, told)
  if (introspected !== null) candidates.push({ kind: 'introspection', unit: null, ...introspected })
  for (const claim of claims) {
    if (claim.meaning !== 'duration') continue
    const unit = proof?.unit ?? claim.unit
    candidates.push(buildClaimCandidate(claim, tokenSet.receivedAt, unit))
    const documented = claim.documentedUnit ?? claim.unit
    if (documented !== unit) candidates.push(buildClaimCandidate(claim, tokenSet.receivedAt, documented))
  }
  return candidates
}

function judge(candidates: readonly Candidate[]): readonly ExpirySource[] {
  const used = candidates.find((candidate) => candidate.at !== null)
  return candidates.map((candidate) => {
    if (candidate === used) return { ...candidate, verdict: 'used' }
    if (candidate.at === null || used?.at === undefined || used.at === null)
      return { ...candidate, verdict: 'unreadable' }
    return { ...candidate, verdict: Math.abs(candidate.at - used.at) <= toleranceMs ? 'agrees' : 'differs' }
  })
}

/** The sources once something has cut the token short; as they are where nothing did, or not before its end. */
function cutSources(sources: readonly ExpirySource[], cut: CutShort | null): readonly ExpirySource[] {
  const end = sources.find((source) => source.verdict === 'used')?.at ?? null
  if (cut === null || (end !== null && end <= cut.at)) return sources
  const overtaken = sources.map(
    (source): ExpirySource => (source.verdict === 'unreadable' ? source : { ...source, verdict: 'overtaken' }),
  )
  return [{ ...cut, unit: null, verdict: 'used' }, ...overtaken]
}

/** Contradictions that no unit explains: two sources of one token that are apart. */
function readContradiction(kind: TokenKind, sources: readonly ExpirySource[]): readonly Finding[] {
  const used = sources.find((source) => source.verdict === 'used')
  const other = sources.find(
    (source) =>
      source.verdict === 'differs' &&
      source.field !== used?.field &&
      !sources.some((same) => same.field === source.field && same.verdict === 'agrees'),
  )
  if (used?.at === undefined || used.at === null || other?.at === undefined || other.at === null) return []
  const apart = Math.round(Math.abs(other.at - used.at) / 1000)
  const arithmetic = `${used.field} ${used.sent} means ${new Date(used.at).toISOString()}, ${other.field} ${other.sent} means ${new Date(other.at).toISOString()}`
  return [finding('expiry', 'expiry_contradiction', { kind, difference: `${apart} s`, arithmetic })]
}

function readOrderFinding(expiries: readonly Expiry[]): readonly Finding[] {
  const end = (kind: TokenKind): EpochMs | null => expiries.find((expiry) => expiry.of === kind)?.at ?? null
  const [access, refresh] = [end('access_token'), end('refresh_token')]
  return access !== null && refresh !== null && refresh < access ? [finding('expiry', 'refresh_ends_first')] : []
}

/**
 * Decides when each token of a set ends: its own `exp` before a moment before a duration (design, section 6). Every
 * source is kept with its verdict, and every contradiction is a finding with its arithmetic. What the provider `told` since
 * counts as well: an inactive token had ended at the latest when it was asked about. Reads no clock.
 */
export function readExpiries(tokenSet: TokenSet, told: ToldEnds = nothingTold): Expiries {
  const decoded = new Map(tokenSet.tokens.map((token) => [token.kind, decodeIssued(token)]))
  const expiries: Expiry[] = []
  const findings: Finding[] = []
  for (const { kind } of tokenSet.tokens) {
    const proof = readUnitProof(tokenSet, kind, decoded)
    const announced = judge(listCandidates(tokenSet, kind, decoded.get(kind) ?? null, proof, told))
    const sources = cutSources(announced, readCutShort(kind, told))
    const at = sources.find((source) => source.verdict === 'used')?.at ?? null
    const iat = readNumericDate(decoded.get(kind) ?? { kind: 'opaque', length: 0 }, 'iat')
    const disputed = sources.some((source) => source.verdict === 'differs')
    expiries.push({
      of: kind,
      at,
      issuedAt: iat === null ? tokenSet.receivedAt : epochMs(iat * 1000),
      disputed,
      sources,
    })
    if (proof?.contradicts === true) findings.push(finding('expiry', 'unit_contradiction', proof.evidence))
    findings.push(...readContradiction(kind, announced))
    const end = announced.find((source) => source.verdict === 'used')?.at ?? null
    findings.push(...readToldFindings(kind, told, end))
    if (at === null) findings.push(finding('expiry', 'lifetime_unknown', { kind }))
  }
  return { expiries, findings: [...findings, ...readOrderFinding(expiries)] }
}
