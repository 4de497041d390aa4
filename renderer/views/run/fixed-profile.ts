import { type Profile, profileSchema } from '../../../shared/flow/profile.ts'
import type { Fix } from '../../../shared/lib/finding.ts'
import { readPointer } from '../../../shared/lib/json-pointer.ts'

/** Sets one member of a document; lists and objects on the way are copied. `null` when the way does not exist. */
function setMember(document: unknown, path: readonly string[], value: Fix['value']): unknown {
  const [name, ...rest] = path
  if (name === undefined) return value
  if (Array.isArray(document)) {
    const at = name === '-' ? document.length : Number(name)
    if (!Number.isInteger(at) || at < 0 || at > document.length) return null
    return document.with === undefined || at === document.length
      ? [...document, setMember(undefined, rest, value)]
      : document.with(at, setMember(document[at], rest, value))
  }
  if (typeof document !== 'object' || document === null) return rest.length === 0 ? { [name]: value } : null
  const members = document as Readonly<Record<string, unknown>>
  return { ...members, [name]: setMember(members[name], rest, value) }
}

/** The profile with a finding's fix in it, or `null` when that would be no profile. Saves nothing. */
export function buildFixedProfile(profile: Profile, fix: Fix): Profile | null {
  const path = readPointer(fix.place)
  if (path.length === 0) return null
  const fixed = profileSchema.safeParse(setMember(profile, path, fix.value))
  return fixed.success ? fixed.data : null
}
