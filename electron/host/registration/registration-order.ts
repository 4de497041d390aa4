import type { Profile } from '../../../shared/flow/profile.ts'
import type { RegistrationAction } from '../../../shared/flow/token-request-registration.ts'
import type { Outcome } from '../../../shared/lib/outcome.ts'
import type { SecretChanges } from '../profile-book.ts'
import type { StepOrder } from '../run-order.ts'

/** One registration call of a profile. */
export interface RegistrationOrder extends StepOrder {
  readonly action: RegistrationAction
  /** Client metadata as JSON; made from the profile where `null`. */
  readonly metadata: string | null
  readonly initialAccessToken: string | null
  /** Stores a change of the profile as it is now, durably. */
  saveProfile(change: Partial<Profile>, secrets: SecretChanges): Outcome<true>
}
