import type { EndpointName } from '../dialects/dialect.ts'
import type { ClientAuthentication } from '../dialects/request-rules.ts'
import type { Finding } from '../lib/finding.ts'
import { readPointer } from '../lib/json-pointer.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../lib/json-value.ts'
import { readUrl } from '../lib/url.ts'
import type { Profile, ProfileDocument } from './profile.ts'
import { buildFilledText, buildVariables } from './profile-address.ts'
import {
  chooseAlgorithms,
  chooseAuthentication,
  chooseGrants,
  chooseListed,
  chooseScopes,
  listAuthentications,
  readPkceFindings,
} from './profile-metadata-choices.ts'
import { macAlgorithms, signingAlgorithms } from './profile-settings.ts'

/** Member of a metadata document (RFC 8414, section 2, and the registry it starts) -> the endpoint of a profile. */
const endpointMembers: readonly (readonly [member: string, endpoint: EndpointName])[] = [
  ['authorization_endpoint', 'authorization'],
  ['token_endpoint', 'token'],
  ['userinfo_endpoint', 'userinfo'],
  ['introspection_endpoint', 'introspection'],
  ['revocation_endpoint', 'revocation'],
  ['jwks_uri', 'jwks'],
  ['device_authorization_endpoint', 'deviceAuthorization'],
  ['backchannel_authentication_endpoint', 'backchannelAuthentication'],
  ['pushed_authorization_request_endpoint', 'pushedAuthorization'],
  ['end_session_endpoint', 'endSession'],
  ['registration_endpoint', 'registration'],
]

/** What a person has chosen already; the rest follows from the document. */
export interface MetadataChoice {
  readonly clientAuthentication?: ClientAuthentication
  /** Where the document was read. */
  readonly url?: string
}

/** A new profile and what is worth knowing about it. */
export interface BuiltProfile {
  readonly profile: ProfileDocument
  readonly findings: readonly Finding[]
}

function isTls(way: ClientAuthentication): boolean {
  return way === 'tls_client_auth' || way === 'self_signed_tls_client_auth'
}

/** An address as a template that means itself: a document's braces are no variables of ours. */
function readEndpoint(document: JsonObject, member: string): string | null {
  const value = document[member]
  const url = typeof value === 'string' ? readUrl(value) : null
  if (typeof value !== 'string' || url === null || !/^https?:$/.test(url.protocol)) return null
  return value.replaceAll('{', '%7B').replaceAll('}', '%7D')
}

/** The endpoints of a document; a client that shows a certificate takes their aliases (RFC 8705, section 5). */
function listEndpoints(
  document: JsonObject,
  way: ClientAuthentication,
): readonly (readonly [member: string, endpoint: EndpointName, address: string])[] {
  const { mtls_endpoint_aliases: aliases } = document
  return endpointMembers.flatMap(([member, endpoint]) => {
    const alias = isTls(way) && isJsonObject(aliases) ? readEndpoint(aliases, member) : null
    const address = alias ?? readEndpoint(document, member)
    const from = alias === null ? member : `mtls_endpoint_aliases.${member}`
    return address === null ? [] : [[from, endpoint, address] as const]
  })
}

/** `https://id.example/realms/one` -> `id.example/realms/one` as a name, `id.example-realms-one` as an id. */
function buildNames(issuer: string): { readonly id: string; readonly name: string } {
  const url = readUrl(issuer)
  const name = url === null ? issuer : `${url.host}${url.pathname.replace(/\/$/, '')}`
  const id = name.toLowerCase().replace(/[^a-z0-9._-]+/g, '-')
  return { id: id.replace(/^[^a-z0-9]+/, '').slice(0, 64) || 'issuer', name: name.slice(0, 120) }
}

/**
 * A whole new profile from what an issuer says about itself. Only the client id and its secret or key are missing.
 * Nothing in the document can weaken it: PKCE stays S256, and checks are never switched off.
 */
export function buildProfileFromMetadata(
  document: JsonObject,
  issuer: string,
  choice: MetadataChoice = {},
): BuiltProfile {
  const chosen = chooseAuthentication(document)
  const way = choice.clientAuthentication ?? chosen.value
  const grants = chooseGrants(document)
  const algorithms = chooseAlgorithms(document)
  const { id, name } = buildNames(issuer)
  const endpoints = Object.fromEntries(listEndpoints(document, way).map(([, endpoint, address]) => [endpoint, address]))
  const signing = 'token_endpoint_auth_signing_alg_values_supported'
  const { url } = choice
  const profile: ProfileDocument = {
    id,
    name,
    dialect: {
      name,
      source: url ?? '',
      issuer,
      endpoints: url === undefined ? endpoints : { ...endpoints, discovery: url },
      request: { clientAuthentication: way, grants: [...grants.value], pkce: 'S256' },
    },
    grant: grants.value[0] ?? 'authorization_code',
    scopes: [...chooseScopes(document)],
    authorization: {
      pushed: document.require_pushed_authorization_requests === true,
      requestObject: document.require_signed_request_object === true ? 'signed' : 'off',
    },
    signing: {
      algorithm: chooseListed(document, signing, signingAlgorithms, 'RS256'),
      macAlgorithm: chooseListed(document, signing, macAlgorithms, 'HS256'),
    },
    dpop: {
      algorithm: chooseListed(
        document,
        'dpop_signing_alg_values_supported',
        ['ES256', 'ES384', 'ES512', 'PS256', 'RS256', 'EdDSA'] as const,
        'ES256',
      ),
    },
    checks: {
      algorithms: [...algorithms.value],
      issuerRequired: document.authorization_response_iss_parameter_supported === true,
    },
  }
  const findings = [
    ...(choice.clientAuthentication === undefined ? chosen.findings : []),
    ...grants.findings,
    ...readPkceFindings(document),
    ...algorithms.findings,
  ]
  return { profile, findings }
}

/** One place where a profile says something else than the metadata. */
export interface MetadataDifference {
  /** RFC 6901 pointer into the profile. */
  readonly place: string
  /** The member of the document. */
  readonly member: string
  readonly before: JsonValue
  readonly after: JsonValue
}

/** Addresses that a profile writes with variables are the same when they fill to the same. */
function listEndpointDifferences(profile: Profile, document: JsonObject): readonly MetadataDifference[] {
  const { dialect } = profile
  const variables = buildVariables(profile, {})
  return listEndpoints(document, dialect.request.clientAuthentication).flatMap(([member, endpoint, after]) => {
    const before = dialect.endpoints[endpoint]
    const isSame = before === after || buildFilledText(before, variables) === after
    return isSame ? [] : [{ place: `/dialect/endpoints/${endpoint}`, member, before, after }]
  })
}

/**
 * The places of a profile that differ from its issuer's metadata. What the document does not name stays the person's own, and
 * so does what the document merely allows: only what it requires, contradicts or locates is a difference.
 */
export function listMetadataDifferences(profile: Profile, document: JsonObject): readonly MetadataDifference[] {
  const { dialect, grant, checks, authorization } = profile
  const { clientAuthentication: way, grants, pkce } = dialect.request
  const differences: MetadataDifference[] = [...listEndpointDifferences(profile, document)]
  const differ = (place: string, member: string, before: JsonValue, after: JsonValue): void => {
    if (JSON.stringify(before) !== JSON.stringify(after)) differences.push({ place, member, before, after })
  }
  const { issuer } = document
  const isIssuer = buildFilledText(dialect.issuer, buildVariables(profile, {})) === issuer
  if (typeof issuer === 'string' && !isIssuer) differ('/dialect/issuer', 'issuer', dialect.issuer, issuer)
  const ways = listAuthentications(document)
  const own = way === 'basic_raw' ? 'basic' : way
  const methods = 'token_endpoint_auth_methods_supported'
  if (document[methods] !== undefined && ways.length > 0 && !ways.includes(own))
    differ('/dialect/request/clientAuthentication', methods, way, ways[0] ?? way)
  const supported = chooseGrants(document).value
  if (document.grant_types_supported !== undefined) {
    if (!supported.includes(grant) && grant !== 'custom')
      differ('/grant', 'grant_types_supported', grant, supported[0] ?? grant)
    differ('/dialect/request/grants', 'grant_types_supported', [...grants], [...supported])
  }
  if (pkce !== 'S256' && readPkceFindings(document).length === 0)
    differ('/dialect/request/pkce', 'code_challenge_methods_supported', pkce, 'S256')
  if (document.authorization_response_iss_parameter_supported === true)
    differ('/checks/issuerRequired', 'authorization_response_iss_parameter_supported', checks.issuerRequired, true)
  if (document.require_pushed_authorization_requests === true)
    differ('/authorization/pushed', 'require_pushed_authorization_requests', authorization.pushed, true)
  const algorithms = chooseAlgorithms(document).value
  if (algorithms.length > 0 && !checks.algorithms.some((one) => algorithms.includes(one)))
    differ('/checks/algorithms', 'id_token_signing_alg_values_supported', [...checks.algorithms], [...algorithms])
  return differences
}

function put(value: unknown, [name, ...rest]: readonly string[], after: JsonValue): unknown {
  if (name === undefined) return after
  const members = value as Readonly<Record<string, unknown>>
  return { ...members, [name]: put(members[name], rest, after) }
}

/** The profile with the metadata's values at the places of these differences. */
export function buildProfileWith(profile: Profile, differences: readonly MetadataDifference[]): Profile {
  return differences.reduce((made, { place, after }) => put(made, readPointer(place), after) as Profile, profile)
}
