import { type Outcome, ok } from '../../../shared/lib/outcome.ts'
import type { MetadataAsker, MetadataBook } from '../metadata-book.ts'
import type { PracticeDesk } from '../practice-desk.ts'
import type { ProfileBook } from '../profile-book.ts'
import type { HandlersOf } from './handlers.ts'

/** The calls about what issuers say about themselves. */
export function createMetadataCalls(
  book: MetadataBook,
  profiles: ProfileBook,
  practice: PracticeDesk,
): HandlersOf<'metadata'> {
  const readAsker = async (profileId: string | undefined): Promise<Outcome<MetadataAsker | null>> => {
    if (profileId === undefined) return ok(null)
    const profile = profiles.read(profileId)
    if (!profile.ok) return profile
    const secrets = profiles.secrets(profileId)
    if (!secrets.ok) return secrets
    const variables = await practice.variables(profile.value)
    if (!variables.ok) return variables
    return ok({ profile: profile.value, secrets: secrets.value, variables: variables.value })
  }
  return {
    'metadata.read': async ({ issuer, again, profileId }) => {
      const asker = await readAsker(profileId)
      return asker.ok ? book.read(issuer, again ?? false, asker.value) : asker
    },
    'metadata.attempts': ({ issuer }) => ok(book.attempts(issuer)),
  }
}
