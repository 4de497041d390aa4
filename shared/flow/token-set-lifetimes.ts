import type { Body } from '../dialects/body/body.ts'
import type { LifetimeRule, ResponseRules } from '../dialects/response-rules.ts'
import { type Finding, finding } from '../lib/finding.ts'
import { readPlace } from '../lib/json-pointer.ts'
import type { JsonValue } from '../lib/json-value.ts'
import { type EpochMs, epochMs, seconds } from '../lib/units.ts'
import type { LifetimeClaim } from './token-set.ts'
import { readFieldName, readSource } from './token-set-fields.ts'

const hundredYears = 100 * 365.25 * 86400

/** Above this, a number of seconds is a moment in milliseconds rather than a duration (requirement X-05). */
const looksLikeEpoch = 1e12

/** A number, or text that is one ("3600", " +3600", "86400.92"); `null` for everything else. */
function readNumber(value: JsonValue): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string' || !/^\s*\+?\d+(\.\d+)?\s*$/.test(value)) return null
  return Number(value.trim().replace('+', ''))
}

/** A moment written as text: RFC 3339, and Java's offset without the colon. */
function readDateTime(text: string): EpochMs | null {
  const iso = text.trim().replace(/([+-]\d{2})(\d{2})$/, '$1:$2')
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(iso)) return null
  const moment = Date.parse(iso.replace(' ', 'T'))
  return Number.isFinite(moment) ? epochMs(moment) : null
}

/** A moment as a number in the rule's unit (13 digits are milliseconds whatever the rule says), or as text. */
function readMoment(value: JsonValue, rule: LifetimeRule): EpochMs | null {
  const number = readNumber(value)
  if (number === null) return typeof value === 'string' ? readDateTime(value) : null
  return epochMs(rule.unit === 'ms' || number > looksLikeEpoch / 10 ? number : number * 1000)
}

function buildClaim(body: Body, rule: LifetimeRule, value: JsonValue): LifetimeClaim {
  const number = rule.meaning === 'duration' ? readNumber(value) : null
  return {
    of: rule.of,
    field: readFieldName(rule.place),
    at: readSource(body, rule.place),
    meaning: rule.meaning,
    unit: rule.unit,
    documentedUnit: rule.documentedUnit ?? null,
    sent: typeof value === 'string' ? value : JSON.stringify(value),
    amount: number === null || number < 0 ? null : seconds(rule.unit === 'ms' ? number / 1000 : number),
    moment: rule.meaning === 'duration' ? null : readMoment(value, rule),
  }
}

function readClaimFindings(claim: LifetimeClaim, value: JsonValue, rule: LifetimeRule): readonly Finding[] {
  const evidence = { field: claim.field, sent: claim.sent }
  const findings: Finding[] = []
  if (rule.misspells !== undefined)
    findings.push(finding('token-set', 'field_misspelt', { found: claim.field, meant: rule.misspells }))
  if (claim.amount === null && claim.moment === null)
    return [...findings, finding('token-set', 'lifetime_invalid', evidence)]
  if (claim.amount === null) return findings
  if (typeof value === 'string') findings.push(finding('token-set', 'lifetime_as_text', evidence))
  if (claim.amount === 0) findings.push(finding('token-set', 'lifetime_zero', evidence))
  if (claim.amount > looksLikeEpoch) findings.push(finding('token-set', 'lifetime_looks_epoch', evidence))
  else if (claim.amount > hundredYears) findings.push(finding('token-set', 'lifetime_long', evidence))
  return findings
}

/**
 * Reads everything the body says about lifetimes, in the dialect's order. No clock is read and nothing is decided:
 * `expiry.ts` weighs the claims. Zero is a value; null, absent and empty are nothing.
 */
export function readLifetimes(
  body: Body,
  rules: ResponseRules,
): { readonly lifetimes: readonly LifetimeClaim[]; readonly findings: readonly Finding[] } {
  const lifetimes: LifetimeClaim[] = []
  const findings: Finding[] = []
  for (const rule of rules.lifetimes) {
    const value = readPlace(body.value, rule.place)
    if (value === undefined || value === null || value === '') continue
    const claim = buildClaim(body, rule, value)
    lifetimes.push(claim)
    findings.push(...readClaimFindings(claim, value, rule))
  }
  return { lifetimes, findings }
}
