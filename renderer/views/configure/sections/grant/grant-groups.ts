import type { GrantName } from '../../../../../shared/dialects/grant-names.ts'

/** The grants by who takes part, and those that RFC 9700 took out (sections 2.1.2 and 2.4). */
export const grantGroups = {
  person: ['authorization_code', 'hybrid', 'device_code', 'ciba'],
  machine: ['client_credentials', 'token_exchange', 'jwt_bearer', 'saml2_bearer'],
  removed: ['implicit', 'password'],
  other: ['custom'],
} as const satisfies Readonly<Record<string, readonly GrantName[]>>
export type GrantGroup = keyof typeof grantGroups

/** Tells whether RFC 9700 advises against a grant: any that brings an access token in the redirect, and the password. */
export function isRemovedGrant(grant: GrantName, responseType: string): boolean {
  if (grant === 'hybrid') return responseType.split(/\s+/).includes('token')
  return grantGroups.removed.some((one) => one === grant)
}
