import type { Profile } from '../../../../shared/flow/profile.ts'
import type { Variables } from '../../../../shared/flow/profile-address.ts'

/**
 * The variables that only the host knows, as far as this window can tell them: the practice provider's address with
 * the shape and fault that the draft chooses. The port is left out until the provider runs.
 */
export function buildRuntimeVariables(practice: Profile['practice'], practiceOrigin: string | null): Variables {
  if (practice === null) return {}
  const host = practiceOrigin?.replace(/^http:\/\//, '') ?? '127.0.0.1'
  const { provider, shape, fault } = practice
  const path = fault === 'none' ? (shape === 'real' ? [provider] : [provider, shape]) : [provider, shape, fault]
  return { practice: `${host}/${path.join('.')}` }
}
