/**
 * The claims with a registered meaning, in the order in which they are shown: RFC 7519, OpenID Connect Core (sections 2
 * and 5.1), RFC 9068 and RFC 8693, RFC 7800, RFC 9396, RFC 8417. Everything else is the provider's own.
 */
export const knownClaims = [
  'exp',
  'nbf',
  'iat',
  'auth_time',
  'iss',
  'sub',
  'aud',
  'azp',
  'client_id',
  'scope',
  'nonce',
  'acr',
  'amr',
  'sid',
  'jti',
  'at_hash',
  'c_hash',
  's_hash',
  'name',
  'given_name',
  'family_name',
  'middle_name',
  'nickname',
  'preferred_username',
  'profile',
  'picture',
  'website',
  'email',
  'email_verified',
  'gender',
  'birthdate',
  'zoneinfo',
  'locale',
  'phone_number',
  'phone_number_verified',
  'address',
  'updated_at',
  'groups',
  'roles',
  'entitlements',
  'authorization_details',
  'act',
  'may_act',
  'cnf',
  'txn',
  'toe',
  'events',
] as const
export type KnownClaim = (typeof knownClaims)[number]

/** Claims that are moments (NumericDate, RFC 7519, section 2). */
const timeClaims: ReadonlySet<string> = new Set(['exp', 'nbf', 'iat', 'auth_time', 'updated_at', 'toe'])

export const isTimeClaim = (name: string): boolean => timeClaims.has(name)

/** The claim with a registered meaning, or `null` for one of the provider's own. Names count upper and lower case. */
export function readKnownClaim(name: string): KnownClaim | null {
  return knownClaims.find((known) => known === name) ?? null
}
