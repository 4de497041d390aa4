import type { Profile } from './profile.ts'

/** One parameter about the token's target, by its standard name. */
export type AccessParameter = readonly [
  name: 'resource' | 'audience' | 'authorization_details',
  value: string,
  origin: 'access',
]

/** What the token shall be good for: `resource` (RFC 8707) as often as it is named, `audience`, and RFC 9396's details. */
export function buildAccessParameters({ access }: Profile): readonly AccessParameter[] {
  const parameters: AccessParameter[] = access.resource.map((value) => ['resource', value, 'access'])
  if (access.audience !== '') parameters.push(['audience', access.audience, 'access'])
  if (access.authorizationDetails !== '')
    parameters.push(['authorization_details', access.authorizationDetails, 'access'])
  return parameters
}
