import type { PracticeShape } from '../../../shared/dialects/practice-choices.ts'
import type { EpochMs, Seconds } from '../../../shared/lib/units.ts'
import type { PracticeAnswer, PracticeRequest } from './practice-exchange.ts'
import type { PracticeKeys } from './practice-keys.ts'
import type { PracticeLedger } from './practice-ledger.ts'

/** What every dialect may use: one clock, the keys, and what is remembered while the process runs. */
export interface PracticeDesk {
  now(): EpochMs
  readonly keys: PracticeKeys
  readonly ledger: PracticeLedger
}

/** The grants of RFC 6749, whatever a dialect calls them on the wire. */
export type PracticeGrant = 'authorization_code' | 'refresh_token' | 'password' | 'client_credentials'

/** Why a token request is refused; each dialect has its own words for each. */
export type RefusalReason =
  | 'parameter_missing'
  | 'client_unknown'
  | 'secret_wrong'
  | 'tenant_unknown'
  | 'grant_unsupported'
  | 'user_wrong'
  | 'code_malformed'
  | 'code_unknown'
  | 'code_expired'
  | 'code_used'
  | 'redirect_mismatch'
  | 'verifier_wrong'
  | 'refresh_token_wrong'

/** A refusal with the thing it is about: a parameter's name or the value that was received. */
export interface Refusal {
  readonly reason: RefusalReason
  readonly detail: string
}

/** What a client was granted, before any token is written. */
export interface GrantedAccess {
  readonly grant: PracticeGrant
  readonly clientId: string
  readonly subject: string
  readonly scope: readonly string[]
  /** From the authorization request, for the ID token. */
  readonly nonce?: string
  readonly issuedAt: EpochMs
}

/** Granted access with the refresh token that belongs to it, where there is one. */
export interface IssuedAccess extends GrantedAccess {
  readonly refreshToken?: string
}

/** One address of a provider and what answers there. */
export interface PracticeRoute {
  readonly methods: readonly string[]
  /** Matched against the whole path; a group named `tenant` is checked against the practice tenant. */
  readonly path: RegExp
  readonly answer: 'authorize' | 'token' | ((request: PracticeRequest, desk: PracticeDesk) => PracticeAnswer)
}

/** How a provider differs from RFC 6749, as data as far as it goes; the grants themselves are the same for all. */
export interface PracticeDialect {
  readonly routes: readonly PracticeRoute[]
  /** Where the token endpoint looks for its parameters. */
  readonly parameters: 'query' | 'form' | 'query_or_form'
  readonly clientProof: 'parameters' | 'parameters_or_basic' | 'basic' | 'none'
  /** The `grant_type` values that each shape accepts. */
  readonly grants: Readonly<Record<PracticeShape, Readonly<Record<string, PracticeGrant>>>>
  readonly codeForm: 'sealed' | 'uuid'
  readonly codeLifetime: Seconds
  /** Whether a token request must repeat the redirect URI; a wrong one is refused in any case. */
  readonly redirectUriRepeated: boolean
  readonly scope: string
  readonly refreshLifetime: Seconds
  /**
   * What a refresh does with the refresh token: `rotated` gives a new one and forgets the old, `renewed` gives a new one
   * and still takes the old, `repeated` gives the same again, `omitted` gives none although the old one goes on working.
   */
  readonly refreshToken: 'rotated' | 'renewed' | 'repeated' | 'omitted'
  /** Refresh tokens of the dialect's own making; without them they are sealed texts. */
  readonly ownRefreshToken?: {
    build(access: GrantedAccess, desk: PracticeDesk): string
    read(token: string, desk: PracticeDesk): Pick<GrantedAccess, 'clientId' | 'subject' | 'scope'> | undefined
  }
  buildTokenAnswer(access: IssuedAccess, request: PracticeRequest, desk: PracticeDesk): PracticeAnswer
  buildRefusal(refusal: Refusal, request: PracticeRequest): PracticeAnswer
  /** Answers an authorization request with the code in a body, where the provider does not redirect. */
  readonly buildCodeAnswer?: (code: string, request: PracticeRequest) => PracticeAnswer
}
