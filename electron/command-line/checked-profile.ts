import type { ShownProfile } from '../../shared/contract/records.ts'
import { readProfileDocument, secretNames } from '../../shared/flow/profile.ts'
import { type Outcome, ok } from '../../shared/lib/outcome.ts'
import { readMissing } from '../host/profile-book.ts'

/** A profile document as it would be shown once it is stored. */
export function buildCheckedProfile(document: unknown): Outcome<ShownProfile> {
  const read = readProfileDocument(document)
  if (!read.ok) return read
  const { profile, secrets } = read.value
  return ok({
    profile,
    hasSecret: secretNames.filter((name) => secrets[name] !== undefined),
    missing: readMissing(profile),
  })
}
