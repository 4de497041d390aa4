import { z } from 'zod'

/** Where the answer of an authorization request comes back and in which form (OAuth 2.0 Multiple Response Types; JARM, section 2.3). */
export const responseModes = [
  'query',
  'fragment',
  'form_post',
  'jwt',
  'query.jwt',
  'fragment.jwt',
  'form_post.jwt',
] as const

/** What an authorization request asks for besides its standard parameters; empty means not sent. */
export const authorizationSettingsSchema = z.strictObject({
  /** Space-separated; '' is the grant's own: `code`, `id_token token` for implicit, `code id_token` for hybrid. */
  responseType: z.string().default(''),
  responseMode: z.enum(['', ...responseModes]).default(''),
  /** OpenID Connect Core, section 3.1.2.1. */
  prompt: z.string().default(''),
  /** Seconds; 0 is a value. */
  maxAge: z.number().int().min(0).nullable().default(null),
  loginHint: z.string().default(''),
  acrValues: z.string().default(''),
  uiLocales: z.string().default(''),
  /** A JSON object (OpenID Connect Core, section 5.5). */
  claims: z.string().default(''),
  /** `signed`: the parameters travel in a JWT signed with the profile's key (RFC 9101). */
  requestObject: z.enum(['off', 'signed']).default('off'),
  /** The parameters are handed in at the pushed authorization request endpoint first (RFC 9126). */
  pushed: z.boolean().default(false),
})
export type AuthorizationSettings = Readonly<z.output<typeof authorizationSettingsSchema>>

/** What the token shall be good for. Sent with the authorization request, or with the token request where there is none. */
export const accessSettingsSchema = z.strictObject({
  /** Resource indicators (RFC 8707), each sent as a `resource` of its own. */
  resource: z.array(z.string().min(1)).readonly().default([]),
  audience: z.string().default(''),
  /** A JSON array (RFC 9396). */
  authorizationDetails: z.string().default(''),
})
export type AccessSettings = Readonly<z.output<typeof accessSettingsSchema>>

/** The algorithms we can sign with (RFC 7518, section 3.1; RFC 8037). */
export const signingAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
] as const
export const signingAlgorithmSchema = z.enum(signingAlgorithms)
export type SigningAlgorithm = z.output<typeof signingAlgorithmSchema>
export const macAlgorithms = ['HS256', 'HS384', 'HS512'] as const

/** How the profile's own key signs: client assertions, request objects, JWT grants. The key itself is a secret. */
export const signingSettingsSchema = z.strictObject({
  algorithm: signingAlgorithmSchema.default('RS256'),
  /** For `client_secret_jwt`. */
  macAlgorithm: z.enum(macAlgorithms).default('HS256'),
  /** `kid` of the header; '' takes the key's own, and none where it has none. */
  keyId: z.string().default(''),
  /** `aud` of a client assertion: the token endpoint, the issuer, or a text of one's own. */
  audience: z.enum(['token_endpoint', 'issuer', 'own']).default('token_endpoint'),
  ownAudience: z.string().default(''),
  /** Seconds that a signed assertion lives. */
  lifetime: z.number().int().min(10).max(3600).default(60),
})
export type SigningSettings = Readonly<z.output<typeof signingSettingsSchema>>

/** Demonstrating proof of possession (RFC 9449). */
export const dpopSettingsSchema = z.strictObject({
  enabled: z.boolean().default(false),
  algorithm: z.enum(['ES256', 'ES384', 'ES512', 'PS256', 'RS256', 'EdDSA']).default('ES256'),
})
export type DpopSettings = Readonly<z.output<typeof dpopSettingsSchema>>

const tokenTypes = 'urn:ietf:params:oauth:token-type:'

/** Token exchange (RFC 8693, section 2.1). The tokens are secrets of the profile, or those of another profile. */
export const tokenExchangeSettingsSchema = z.strictObject({
  subjectTokenType: z.string().default(`${tokenTypes}access_token`),
  /** The profile whose newest token is the subject; '' takes the secret `subject_token`. */
  subjectProfile: z.string().default(''),
  /** '' sends no actor. */
  actorTokenType: z.string().default(''),
  actorProfile: z.string().default(''),
  requestedTokenType: z.string().default(''),
})
export type TokenExchangeSettings = Readonly<z.output<typeof tokenExchangeSettingsSchema>>

/** The assertion of a JWT bearer or SAML grant (RFC 7523 and 7522, section 2.1). SAML is always pasted. */
export const assertionSettingsSchema = z.strictObject({
  /** `made`: a JWT signed with the profile's key. `pasted`: the secret `assertion`. */
  source: z.enum(['made', 'pasted']).default('made'),
  /** '' is the client id. */
  issuer: z.string().default(''),
  /** '' is the user name of the profile, else the client id. */
  subject: z.string().default(''),
  /** '' is the token endpoint. */
  audience: z.string().default(''),
  /** A JSON object of further claims. */
  claims: z.string().default(''),
})
export type AssertionSettings = Readonly<z.output<typeof assertionSettingsSchema>>

/** Client-initiated backchannel authentication, poll mode (OpenID Connect CIBA Core, section 7.1). */
export const cibaSettingsSchema = z.strictObject({
  hintKind: z.enum(['login_hint', 'id_token_hint', 'login_hint_token']).default('login_hint'),
  /** '' is the user name of the profile. */
  hint: z.string().default(''),
  bindingMessage: z.string().default(''),
  userCode: z.string().default(''),
  /** Seconds. */
  requestedExpiry: z.number().int().positive().nullable().default(null),
})
export type CibaSettings = Readonly<z.output<typeof cibaSettingsSchema>>

/** How answers are checked (OpenID Connect Core, section 3.1.3.7; requirements I-01 to I-12). */
export const checkSettingsSchema = z.strictObject({
  /** Whether the provider's keys are fetched in a run to check signatures. */
  signature: z.boolean().default(true),
  /** The algorithms that are accepted; empty accepts every asymmetric one. `none` cannot be chosen. */
  algorithms: z
    .array(z.enum([...signingAlgorithms, ...macAlgorithms]))
    .readonly()
    .default([]),
  /** Seconds that clocks may differ. */
  clockSkew: z.number().int().min(0).max(300).default(60),
  /** The redirect must carry `iss` (RFC 9207), as metadata says with `authorization_response_iss_parameter_supported`. */
  issuerRequired: z.boolean().default(false),
})
export type CheckSettings = Readonly<z.output<typeof checkSettingsSchema>>

/** How the calls after the token are made. */
export const lifecycleSettingsSchema = z.strictObject({
  /** OpenID Connect Core, section 5.3.1. */
  userinfoMethod: z.enum(['GET', 'POST']).default('GET'),
  /** Where the access token goes (RFC 6750, sections 2.1 and 2.2); `body` needs POST. */
  userinfoTokenIn: z.enum(['header', 'body']).default('header'),
  /** `jwt` asks for a signed answer (RFC 9701). */
  introspectionAnswer: z.enum(['json', 'jwt']).default('json'),
  /** '' sends none. */
  postLogoutRedirectUri: z.string().default(''),
})
export type LifecycleSettings = Readonly<z.output<typeof lifecycleSettingsSchema>>

/** Refreshing ahead of the end, while the program runs. */
export const autoRefreshSettingsSchema = z.strictObject({
  enabled: z.boolean().default(false),
  /** Seconds before the end of the access token. */
  ahead: z.number().int().min(10).max(86_400).default(120),
})
export type AutoRefreshSettings = Readonly<z.output<typeof autoRefreshSettingsSchema>>
