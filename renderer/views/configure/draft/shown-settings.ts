import { type GrantName, redirectGrants } from '../../../../shared/dialects/grant-names.ts'
import type { SecretName } from '../../../../shared/flow/profile.ts'
import { readPlace } from '../../../../shared/lib/json-pointer.ts'
import type { JsonObject } from '../../../../shared/lib/json-value.ts'
import { isSameJson, readTextAt } from './document-place.ts'
import type { FormSection } from './form-sections.ts'
import { type SettingName, settings } from './settings.ts'
import { readStandardAt } from './whole-document.ts'

/** What decides which settings matter: read from the draft once. */
interface Chosen {
  readonly document: JsonObject
  readonly grant: string
  /** How the client proves itself. */
  readonly way: string
  readonly redirects: boolean
  /** Something of the profile is signed with its own key. */
  readonly signs: boolean
}

const isJwtWay = (way: string): boolean => way === 'private_key_jwt' || way === 'client_secret_jwt'
const isTlsWay = (way: string): boolean => way === 'tls_client_auth' || way === 'self_signed_tls_client_auth'

function readChosen(document: JsonObject): Chosen {
  const grant = readTextAt(document, '/grant')
  const way = readTextAt(document, '/dialect/request/clientAuthentication')
  const redirects = redirectGrants.some((one) => one === (grant as GrantName))
  const makesAssertion = grant === 'jwt_bearer' && readTextAt(document, settings.assertionSource) === 'made'
  const signsRequest = redirects && readTextAt(document, settings.requestObject) === 'signed'
  return { document, grant, way, redirects, signs: way === 'private_key_jwt' || makesAssertion || signsRequest }
}

const hasEndpoint = (name: string) => (chosen: Chosen) =>
  readTextAt(chosen.document, `/dialect/endpoints/${name}`) !== ''
const isOn = (setting: SettingName) => (chosen: Chosen) => readPlace(chosen.document, settings[setting]) === true
const isGrant =
  (...grants: readonly GrantName[]) =>
  (chosen: Chosen) =>
    grants.some((one) => one === chosen.grant)
const redirects = (chosen: Chosen) => chosen.redirects
const exchanges = isGrant('token_exchange')
const asksElsewhere = isGrant('ciba')
const always = () => true

function makesAssertion({ document, grant }: Chosen): boolean {
  return grant === 'jwt_bearer' && readTextAt(document, settings.assertionSource) === 'made'
}

/** When a setting can have an effect. One that has a value is shown in any case. */
const rules: Readonly<Record<SettingName, (chosen: Chosen) => boolean>> = {
  responseType: isGrant('implicit', 'hybrid'),
  responseMode: redirects,
  prompt: redirects,
  maxAge: redirects,
  loginHint: redirects,
  acrValues: redirects,
  uiLocales: redirects,
  claims: redirects,
  requestObject: redirects,
  pushed: redirects,
  resource: always,
  audience: always,
  authorizationDetails: always,
  algorithm: (chosen) => chosen.signs,
  macAlgorithm: ({ way }) => way === 'client_secret_jwt',
  keyId: (chosen) => chosen.signs,
  clientAudience: ({ way }) => isJwtWay(way),
  ownAudience: ({ way, document }) => isJwtWay(way) && readTextAt(document, settings.clientAudience) === 'own',
  lifetime: ({ way, signs }) => signs || isJwtWay(way),
  dpop: always,
  dpopAlgorithm: isOn('dpop'),
  subjectTokenType: exchanges,
  subjectProfile: exchanges,
  actorTokenType: exchanges,
  actorProfile: ({ document, grant }) =>
    grant === 'token_exchange' && readTextAt(document, settings.actorTokenType) !== '',
  requestedTokenType: exchanges,
  assertionSource: isGrant('jwt_bearer'),
  assertionIssuer: makesAssertion,
  assertionSubject: makesAssertion,
  assertionAudience: makesAssertion,
  assertionClaims: makesAssertion,
  hintKind: asksElsewhere,
  hint: asksElsewhere,
  bindingMessage: asksElsewhere,
  userCode: asksElsewhere,
  requestedExpiry: asksElsewhere,
  customGrantType: isGrant('custom'),
  checkSignature: always,
  algorithms: isOn('checkSignature'),
  clockSkew: always,
  issuerRequired: redirects,
  userinfoMethod: hasEndpoint('userinfo'),
  userinfoTokenIn: (chosen) =>
    hasEndpoint('userinfo')(chosen) && readTextAt(chosen.document, settings.userinfoMethod) === 'POST',
  introspectionAnswer: hasEndpoint('introspection'),
  postLogoutRedirectUri: hasEndpoint('endSession'),
  autoRefresh: always,
  ahead: isOn('autoRefresh'),
  caCertificates: always,
  registrationClientUri: hasEndpoint('registration'),
}

const secretRules: Readonly<Record<SecretName, (chosen: Chosen) => boolean>> = {
  client_secret: ({ way }) => way !== 'none' && way !== 'private_key_jwt' && !isTlsWay(way),
  password: ({ document, grant }) =>
    grant === 'password' || readPlace(document, '/dialect/request/authorize/sendsCredentials') === true,
  private_key: (chosen) => chosen.signs,
  dpop_key: isOn('dpop'),
  tls_key: ({ way }) => isTlsWay(way),
  tls_certificate: ({ way }) => isTlsWay(way),
  subject_token: ({ document, grant }) =>
    grant === 'token_exchange' && readTextAt(document, settings.subjectProfile) === '',
  actor_token: ({ document, grant }) =>
    grant === 'token_exchange' &&
    readTextAt(document, settings.actorTokenType) !== '' &&
    readTextAt(document, settings.actorProfile) === '',
  assertion: ({ document, grant }) =>
    grant === 'saml2_bearer' || (grant === 'jwt_bearer' && readTextAt(document, settings.assertionSource) === 'pasted'),
  registration_access_token: ({ document }) => readTextAt(document, settings.registrationClientUri) !== '',
}

/** Tells whether a place has another value than the standard gives it. */
export function isSetAt(document: JsonObject, pointer: string): boolean {
  return !isSameJson(readPlace(document, pointer), readStandardAt(pointer))
}

/** The settings that can have an effect with what is chosen, and those that have a value anyway. */
export function listShownSettings(document: JsonObject): readonly SettingName[] {
  const chosen = readChosen(document)
  const names = Object.keys(settings) as readonly SettingName[]
  return names.filter((name) => rules[name](chosen) || isSetAt(document, settings[name]))
}

/** The secrets that what is chosen needs. */
export function listNeededSecrets(document: JsonObject): readonly SecretName[] {
  const chosen = readChosen(document)
  const names = Object.keys(secretRules) as readonly SecretName[]
  return names.filter((name) => secretRules[name](chosen))
}

const authorizationSettings: readonly SettingName[] = [
  'responseMode',
  'prompt',
  'maxAge',
  'loginHint',
  'acrValues',
  'uiLocales',
  'claims',
  'requestObject',
  'pushed',
]

/** The sections that have something to show: no practice provider, no section; no redirect, no authorization request. */
export function isSectionShown(name: FormSection, document: JsonObject, stored: readonly SecretName[]): boolean {
  if (name === 'practice') return readPlace(document, '/practice/provider') !== undefined
  const shown = listShownSettings(document)
  if (name === 'authorization') return authorizationSettings.some((one) => shown.includes(one))
  if (name !== 'registration') return true
  return shown.includes('registrationClientUri') || stored.includes('registration_access_token')
}
