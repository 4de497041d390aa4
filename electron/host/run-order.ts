import type { GrantName } from '../../shared/dialects/grant-names.ts'
import type { CapturedRedirect } from '../../shared/flow/captured-redirect.ts'
import type { Expiries } from '../../shared/flow/expiry.ts'
import type { Grant } from '../../shared/flow/grant.ts'
import type { Profile, Secrets } from '../../shared/flow/profile.ts'
import type { Variables } from '../../shared/flow/profile-address.ts'
import type { TokenReading, TokenSet } from '../../shared/flow/token-set.ts'
import type { Check } from '../../shared/lib/check.ts'
import type { Finding } from '../../shared/lib/finding.ts'
import type { Recorder } from './exchange-recorder.ts'
import type { KeySets } from './key-sets.ts'
import type { PollPlan } from './poll-plan.ts'
import type { HostPorts } from './ports.ts'
import type { Sender } from './send-request.ts'
import type { Waiting } from './wait-for-redirect.ts'

/** The token set that a refresh starts from. */
export interface EarlierSet {
  readonly id: string
  readonly tokenSet: TokenSet
  readonly expiries: Expiries
  /** The provider had refused its refresh token before. */
  readonly dead: boolean
  /** The set that had come of it before this run was asked for and is not wanted again; `null` where there is none. */
  readonly successor: string | null
}

/** What every step of a run works with: the profile with its secrets, and the powers of the host. */
export interface StepOrder {
  readonly profile: Profile
  /** Those of the profile, with the tokens of other profiles that it exchanges under the name of their secret. */
  readonly secrets: Secrets
  readonly variables: Variables
  readonly signal: AbortSignal
  readonly ports: HostPorts
  readonly sender: Sender
  readonly keySets: KeySets
  readonly recorder: Recorder
}

/** One run: the grant to walk with, and for a refresh what it starts from. */
export interface RunOrder extends StepOrder {
  readonly grantName: GrantName | 'refresh_token'
  readonly earlier: EarlierSet | null
  /** Parameters given for this run only. */
  readonly parameters: Readonly<Record<string, string>>
  readonly openBrowser: boolean
  /** Takes a code for its only use; false when it was used before. */
  takeCode(code: string): boolean
  /** Makes the run reachable for paste and re-open while it waits. */
  waiting(waiting: Waiting | null): void
  /** Stores a token set before anybody sees it; gives its id, or the finding that says why it is not stored. */
  saveTokens(
    tokenSet: TokenSet,
    expiries: Expiries,
    findings: readonly Finding[],
  ): { readonly id: string | null; readonly findings: readonly Finding[] }
  /** Adds the verdicts to a stored set. */
  saveChecks(tokenSetId: string, checks: readonly Check[]): void
  /** The provider refused the refresh token: the set is marked and kept. */
  markDead(tokenSetId: string): void
}

/** What a run sent and must find again in what comes back; `null` where it sent nothing. */
export interface Asked {
  readonly nonce: string | null
  readonly state: string | null
  /** Space-separated, as sent. */
  readonly responseType: string | null
  /** Seconds. */
  readonly maxAge: number | null
  /** Space-separated. */
  readonly acrValues: string | null
}

export const nothingAsked: Asked = { nonce: null, state: null, responseType: null, maxAge: null, acrValues: null }

/** What the first half of the street brought. */
export interface ObtainedGrant {
  /** `null`: the tokens came in the redirect itself, and there is nothing to exchange. */
  readonly grant: Grant | null
  readonly asked: Asked
  /** The redirect, where there was one. */
  readonly captured: CapturedRedirect | null
  /** How to ask for what a person has yet to confirm; absent where the grant is good at once. */
  readonly poll?: PollPlan
  /** The tokens that the redirect itself carried, as they read; absent where none were asked for. */
  readonly front?: TokenReading
}
