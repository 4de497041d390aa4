import type { LifetimeRule } from '../../../../shared/dialects/response-rules.ts'
import type { Profile } from '../../../../shared/flow/profile.ts'
import { readPointer } from '../../../../shared/lib/json-pointer.ts'
import type { Settling, Unit } from './dispute.ts'

const isMeant = (rule: LifetimeRule, settlings: readonly Settling[]): boolean =>
  rule.meaning === 'duration' &&
  settlings.some(({ of, field }) => rule.of === of && readPointer(rule.place).at(-1) === field)

const isSettled = (rule: LifetimeRule, unit: Unit): boolean =>
  rule.unit === unit && (rule.documentedUnit === undefined || rule.documentedUnit === unit)

/** Tells whether the profile already reads all these durations in that unit, and no longer knows another. */
export function isUnitSettled(profile: Profile, settlings: readonly Settling[], unit: Unit): boolean {
  const rules = profile.dialect.response.lifetimes.filter((rule) => isMeant(rule, settlings))
  return rules.length > 0 && rules.every((rule) => isSettled(rule, unit))
}

/**
 * The profile with these durations read in that unit from now on; the unit of the document is forgotten, because a
 * person has decided. `null` when the profile has no such rule. Saves nothing.
 */
export function buildSettledProfile(profile: Profile, settlings: readonly Settling[], unit: Unit): Profile | null {
  const { response } = profile.dialect
  if (!response.lifetimes.some((rule) => isMeant(rule, settlings))) return null
  const lifetimes = response.lifetimes.map((rule) => {
    if (!isMeant(rule, settlings)) return rule
    const { documentedUnit: _, ...rest } = rule
    return { ...rest, unit }
  })
  return { ...profile, dialect: { ...profile.dialect, response: { ...response, lifetimes } } }
}
