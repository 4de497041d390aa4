import type { EndpointName } from '../../../../shared/dialects/dialect.ts'
import type { Profile } from '../../../../shared/flow/profile.ts'
import { buildFilledText, buildVariables } from '../../../../shared/flow/profile-address.ts'
import type { TokenKind } from '../../../../shared/flow/token-set.ts'
import { buildRuntimeVariables } from '../../configure/draft/runtime-variables.ts'

/** The calls that a person can make with the tokens of a set. */
export const callKinds = ['userinfo', 'introspection', 'revocation', 'logout'] as const
export type CallKind = (typeof callKinds)[number]

const endpointOf: Readonly<Record<CallKind, EndpointName>> = {
  userinfo: 'userinfo',
  introspection: 'introspection',
  revocation: 'revocation',
  logout: 'endSession',
}

/** Why a call cannot be made; `null` when it can. Userinfo needs an access token, logout may go without any. */
export type CallObstacle = 'no_endpoint' | 'no_token'

/** What stands in the way of a call with the token that is chosen. */
export function readObstacle(
  kind: CallKind,
  profile: Profile,
  kinds: readonly TokenKind[],
  chosen: TokenKind | null,
): CallObstacle | null {
  if (profile.dialect.endpoints[endpointOf[kind]] === '') return 'no_endpoint'
  if (kind === 'logout') return null
  if (kind === 'userinfo') return kinds.includes('access_token') ? null : 'no_token'
  // RFC 7662 and 7009 know access and refresh tokens.
  return chosen === 'access_token' || chosen === 'refresh_token' ? null : 'no_token'
}

/** The host that a call would be sent to, for saying so before it is sent; the template where it has no host yet. */
export function readCallHost(kind: CallKind, profile: Profile, practiceOrigin: string | null): string {
  const template = profile.dialect.endpoints[endpointOf[kind]]
  const runtime = buildRuntimeVariables(profile.practice, practiceOrigin)
  const address = buildFilledText(template, buildVariables(profile, runtime))
  return /^[a-z]+:\/\/([^/?#]+)/i.exec(address)?.[1] ?? address
}
