import type { ProfileRow, TokenSetRow } from '../../shared/contract/records.ts'
import type { Profile } from '../../shared/flow/profile.ts'
import { type Outcome, ok } from '../../shared/lib/outcome.ts'
import type { ExchangeBook } from './exchange-book.ts'
import { type ProfileBook, readMissing } from './profile-book.ts'
import type { TokenBook } from './token-book.ts'

/** The lines of the sidebar, made from profiles, newest token sets and last runs. */
export interface ProfileList {
  rows(): Outcome<readonly ProfileRow[]>
  row(id: string): Outcome<ProfileRow>
}

/** The end that counts in the sidebar: that of the token calls are made with. */
function readHandedOut(profile: Profile, latest: TokenSetRow | undefined): ProfileRow['expiry'] {
  const token = latest?.tokens.find((one) => one.kind === profile.handOut) ?? latest?.tokens[0]
  if (token === undefined) return null
  const { at, issuedAt, disputed } = token.expiry
  return { at, issuedAt, disputed }
}

/** Opens the list over the three books. */
export function createProfileList(profiles: ProfileBook, tokens: TokenBook, exchanges: ExchangeBook): ProfileList {
  const build = (profile: Profile, latest: TokenSetRow | undefined, lastRun: ProfileRow['lastRun']): ProfileRow => ({
    id: profile.id,
    name: profile.name,
    group: profile.group,
    preset: profile.preset,
    practice: profile.practice !== null,
    missing: readMissing(profile).length,
    expiry: readHandedOut(profile, latest),
    lastRun,
  })
  return {
    rows: () => {
      const all = profiles.list()
      if (!all.ok) return all
      const latest = tokens.latest()
      if (!latest.ok) return latest
      const states = exchanges.lastStates()
      if (!states.ok) return states
      return ok(all.value.map((one) => build(one, latest.value.get(one.id), states.value.get(one.id) ?? null)))
    },
    row: (id) => {
      const profile = profiles.read(id)
      if (!profile.ok) return profile
      const latest = tokens.latest(id)
      return latest.ok ? ok(build(profile.value, latest.value.get(id), exchanges.lastState(id))) : latest
    },
  }
}
