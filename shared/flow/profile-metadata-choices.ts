import { type GrantName, grantNames, grantTypesSchema } from '../dialects/grant-names.ts'
import type { ClientAuthentication } from '../dialects/request-rules.ts'
import { type Finding, finding } from '../lib/finding.ts'
import { isJsonArray, type JsonObject } from '../lib/json-value.ts'
import { macAlgorithms, signingAlgorithms } from './profile-settings.ts'

/** What was chosen, with what is worth saying about it. */
export interface Chosen<T> {
  readonly value: T
  readonly findings: readonly Finding[]
}

/** A member that is a list of texts; `null` when the document has no such list. */
export function readList(document: JsonObject, name: string): readonly string[] | null {
  const value = document[name]
  return isJsonArray(value) ? value.filter((one) => typeof one === 'string') : null
}

/** `token_endpoint_auth_method` (RFC 7591, section 2; RFC 8705, section 2) -> our name, in the order we prefer them. */
const authenticationNames: readonly (readonly [string, ClientAuthentication])[] = [
  ['client_secret_basic', 'basic'],
  ['client_secret_post', 'body'],
  ['private_key_jwt', 'private_key_jwt'],
  ['client_secret_jwt', 'client_secret_jwt'],
  ['none', 'none'],
  ['tls_client_auth', 'tls_client_auth'],
  ['self_signed_tls_client_auth', 'self_signed_tls_client_auth'],
]

/** The ways to prove the client that the document supports, ours in the order of preference. */
export function listAuthentications(document: JsonObject): readonly ClientAuthentication[] {
  const listed = readList(document, 'token_endpoint_auth_methods_supported') ?? ['client_secret_basic']
  return authenticationNames.flatMap(([wire, own]) => (listed.includes(wire) ? [own] : []))
}

/** How the client proves itself: the first that both sides know. Without a list it is Basic (RFC 8414, section 2). */
export function chooseAuthentication(document: JsonObject): Chosen<ClientAuthentication> {
  const [first] = listAuthentications(document)
  if (first !== undefined) return { value: first, findings: [] }
  const listed = (readList(document, 'token_endpoint_auth_methods_supported') ?? []).join(', ')
  return {
    value: 'basic',
    findings: [finding('profile', 'metadata_authentication_unknown', { listed, chosen: 'client_secret_basic' })],
  }
}

/** From the one that suits most people to those that are to be avoided. */
const grantOrder: readonly GrantName[] = [
  'authorization_code',
  'device_code',
  'client_credentials',
  'ciba',
  'token_exchange',
  'jwt_bearer',
  'saml2_bearer',
  'hybrid',
  'implicit',
  'password',
  'custom',
]

/** The grants that the document supports, in a sensible order; one we do not know can still be sent as a custom one. */
export function chooseGrants(document: JsonObject): Chosen<readonly GrantName[]> {
  const listed = readList(document, 'grant_types_supported') ?? ['authorization_code', 'implicit']
  const wires: Readonly<Record<string, string>> = grantTypesSchema.parse({})
  const isHybrid = (readList(document, 'response_types_supported') ?? []).some((type) =>
    /\bcode .+|.+ code\b/.test(type),
  )
  const known = (name: GrantName): boolean =>
    name === 'implicit' || name === 'hybrid' ? false : listed.includes(wires[name] ?? '')
  const unknown = listed.filter(
    (wire) => wire !== 'implicit' && wire !== 'refresh_token' && !grantNames.some((name) => wires[name] === wire),
  )
  const value = grantOrder.filter((name) => {
    if (name === 'implicit') return listed.includes('implicit')
    if (name === 'hybrid') return isHybrid && listed.includes('authorization_code')
    return name === 'custom' ? unknown.length > 0 : known(name)
  })
  const findings =
    unknown.length === 0 ? [] : [finding('profile', 'metadata_grants_unknown', { listed: unknown.join(', ') })]
  return { value: value.length === 0 ? ['authorization_code'] : value, findings }
}

/** S256 always (RFC 9700, section 2.1.1); what the document says about it is said, never obeyed. */
export function readPkceFindings(document: JsonObject): readonly Finding[] {
  const listed = readList(document, 'code_challenge_methods_supported')
  if (listed === null) return [finding('profile', 'metadata_pkce_unlisted')]
  if (listed.includes('S256')) return []
  return [finding('profile', 'metadata_pkce_without_s256', { listed: listed.join(', ') || '-' })]
}

export type CheckAlgorithm = (typeof signingAlgorithms)[number] | (typeof macAlgorithms)[number]

/**
 * The algorithms to accept for ID tokens: none in particular (every asymmetric one) wherever the document lists one of those,
 * else those it lists that are keyed with the client secret.
 */
export function chooseAlgorithms(document: JsonObject): Chosen<readonly CheckAlgorithm[]> {
  const listed = readList(document, 'id_token_signing_alg_values_supported')
  if (listed === null || signingAlgorithms.some((algorithm) => listed.includes(algorithm)))
    return { value: [], findings: [] }
  const value = macAlgorithms.filter((algorithm) => listed.includes(algorithm))
  const unknown = [finding('profile', 'metadata_algorithms_unknown', { listed: listed.join(', ') || '-' })]
  return { value, findings: value.length === 0 ? unknown : [] }
}

/** The first of ours that a list of the document has; `usual` where it has no list or none of ours. */
export function chooseListed<T extends string>(document: JsonObject, name: string, ours: readonly T[], usual: T): T {
  const listed = readList(document, name)
  if (listed === null || listed.includes(usual)) return usual
  return ours.find((one) => listed.includes(one)) ?? usual
}

/** What to ask for at the start: a sign-in, and a refresh token where both are offered; nothing where it is plain OAuth. */
export function chooseScopes(document: JsonObject): readonly string[] {
  const listed = readList(document, 'scopes_supported')
  const isOpenid = listed?.includes('openid') ?? readList(document, 'subject_types_supported') !== null
  if (!isOpenid) return []
  return listed?.includes('offline_access') === true ? ['openid', 'offline_access'] : ['openid']
}
