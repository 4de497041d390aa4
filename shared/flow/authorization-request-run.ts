import type { GrantName } from '../dialects/grant-names.ts'
import type { Secrets } from './profile.ts'
import type { Variables } from './profile-address.ts'

/** The PKCE pair of one run (RFC 7636); the challenge is made by whoever can hash. */
export interface Pkce {
  readonly method: 'S256' | 'plain'
  readonly verifier: string
  readonly challenge: string
}

/** The grants that begin with an authorization request. */
export type RedirectGrantName = Extract<GrantName, 'authorization_code' | 'implicit' | 'hybrid'>

/** What one run adds to the profile to ask for an authorization. */
export interface AuthorizationRun {
  /** The grant of this run, which need not be the profile's. */
  readonly grant: RedirectGrantName
  readonly redirectUri: string
  readonly state: string
  readonly nonce: string
  /** Sent only where a code is asked for. */
  readonly pkce: Pkce | null
  /** Values of host variables, e.g. `{practice}`. */
  readonly variables: Variables
  /** Parameters given for this run only; they win over everything. */
  readonly parameters: Readonly<Record<string, string>>
  readonly secrets: Secrets
}
