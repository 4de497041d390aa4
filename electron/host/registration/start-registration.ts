import type { CallInput } from '../../../shared/contract/calls.ts'
import { type Outcome, ok } from '../../../shared/lib/outcome.ts'
import type { RunPorts, TrailLauncher } from '../launch-trail.ts'
import type { RegistrationOrder } from './registration-order.ts'
import { runRegistration } from './run-registration.ts'

/** Starts a registration call of a profile and answers at once. */
export function startRegistration(
  { profiles }: RunPorts,
  launch: TrailLauncher,
  { profileId, action, metadata = '', initialAccessToken = '' }: CallInput<'registration.start'>,
): Outcome<{ readonly exchangeId: string }> {
  const profile = profiles.read(profileId)
  if (!profile.ok) return profile
  const saveProfile: RegistrationOrder['saveProfile'] = (change, secrets) => {
    if (Object.keys(change).length === 0 && Object.keys(secrets).length === 0) return ok(true)
    // Read again: the profile may have been saved while the provider was asked, and that must not be undone.
    const now = profiles.read(profileId)
    if (!now.ok) return now
    const saved = profiles.save({ ...now.value, ...change }, secrets, false)
    return saved.ok ? ok(true) : saved
  }
  return launch({ profile: profile.value, kind: 'registration' }, ({ order }) =>
    runRegistration({
      ...{ ...order, action, saveProfile },
      metadata: metadata === '' ? null : metadata,
      initialAccessToken: initialAccessToken === '' ? null : initialAccessToken,
    }),
  )
}
