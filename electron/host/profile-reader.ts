import { type Profile, readProfileDocument } from '../../shared/flow/profile.ts'
import { type Outcome, ok } from '../../shared/lib/outcome.ts'
import type { StoredProfile } from './vault/stored.ts'

/** As many profiles as somebody works with at a time. */
const mostKnown = 32

/** JSON of a stored document; `null` for what is none, which the schema then names. */
export function readStoredJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/**
 * Reads stored profiles. Their documents are checked again, because an older or newer version may have written them; the
 * last ones are kept with their text, because every run reads its profile twice and the same text is the same profile.
 */
export function createProfileReader(): (stored: StoredProfile) => Outcome<Profile> {
  const known = new Map<string, { readonly document: string; readonly profile: Profile }>()
  return ({ id, document }) => {
    const before = known.get(id)
    if (before?.document === document) return ok(before.profile)
    const read = readProfileDocument(readStoredJson(document))
    if (!read.ok) return { ...read, problem: { ...read.problem, evidence: { profile: id, ...read.problem.evidence } } }
    const { profile } = read.value
    const [oldest] = known.keys()
    if (known.size >= mostKnown && oldest !== undefined) known.delete(oldest)
    known.set(id, { document, profile })
    return ok(profile)
  }
}
