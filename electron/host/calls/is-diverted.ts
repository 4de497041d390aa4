import { endpointsSchema } from '../../../shared/dialects/dialect.ts'
import type { Profile } from '../../../shared/flow/profile.ts'
import { buildFilledText, buildVariables } from '../../../shared/flow/profile-address.ts'

/** Filled by the host in a run, whatever the profile says they are: they stay as they are written. */
const filledByHost = { practice: '', redirect_uri: '' }

/** Where a profile sends secrets and tokens, and where it takes the keys from that it believes. */
function listAddresses(profile: Profile): readonly string[] {
  const { endpoints } = profile.dialect
  const variables = buildVariables(profile, filledByHost)
  const named = endpointsSchema.keyof().options.map((name) => endpoints[name])
  return [...named, profile.registrationClientUri].map((template) => buildFilledText(template, variables))
}

/** Tells whether one document would send secrets to another address than the other. */
export function isDiverted(stored: Profile, given: Profile): boolean {
  return JSON.stringify(listAddresses(stored)) !== JSON.stringify(listAddresses(given))
}
