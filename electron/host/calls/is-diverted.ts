import type { Profile } from '../../../shared/flow/profile.ts'
import { buildFilledText, buildVariables } from '../../../shared/flow/profile-address.ts'

/** Filled by the host in a run, whatever the profile says they are: they stay as they are written. */
const filledByHost = { practice: '', redirect_uri: '' }

/** Where a profile sends secrets. */
function listAddresses(profile: Profile): readonly string[] {
  const { authorization, token, refresh } = profile.dialect.endpoints
  const variables = buildVariables(profile, filledByHost)
  return [authorization, token, refresh].map((template) => buildFilledText(template, variables))
}

/** Tells whether one document would send secrets to another address than the other. */
export function isDiverted(stored: Profile, given: Profile): boolean {
  return JSON.stringify(listAddresses(stored)) !== JSON.stringify(listAddresses(given))
}
