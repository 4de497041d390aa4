import type { Profile, SecretName } from '../../../../shared/flow/profile.ts'
import { readPlace } from '../../../../shared/lib/json-pointer.ts'
import { isJsonText } from './json-text.ts'
import type { Mark, MarkWord } from './mark.ts'
import { type SettingName, settings } from './settings.ts'
import { listNeededSecrets } from './shown-settings.ts'
import { readProfileJson } from './whole-document.ts'

const missing = (pointer: string, word: MarkWord): Mark => ({ pointer, kind: 'missing', word, values: {} })

/** The texts that must be JSON where they are sent. */
const jsonSettings = [
  ['claims', 'object'],
  ['assertionClaims', 'object'],
  ['authorizationDetails', 'array'],
] as const satisfies readonly (readonly [SettingName, 'object' | 'array'])[]

function listJsonMarks(profile: Profile): readonly Mark[] {
  const document = readProfileJson(profile)
  return jsonSettings.flatMap(([name, kind]) => {
    const text = readPlace(document, settings[name])
    if (isJsonText(typeof text === 'string' ? text : '', kind)) return []
    return [missing(settings[name], kind === 'object' ? 'jsonObject' : 'jsonArray')]
  })
}

/** The endpoints that a run of this profile asks besides the token endpoint. */
function listEndpointMarks({ grant, authorization, dialect }: Profile): readonly Mark[] {
  const { endpoints } = dialect
  const redirects = grant === 'authorization_code' || grant === 'implicit' || grant === 'hybrid'
  const needed = [
    ...(grant === 'device_code' ? (['deviceAuthorization'] as const) : []),
    ...(grant === 'ciba' ? (['backchannelAuthentication'] as const) : []),
    ...(redirects && authorization.pushed ? (['pushedAuthorization'] as const) : []),
  ]
  return needed
    .filter((name) => endpoints[name] === '')
    .map((name) => missing(`/dialect/endpoints/${name}`, 'addressMissing'))
}

/** Made with its first use, and therefore never missing. */
const madeSecrets: readonly SecretName[] = ['dpop_key', 'registration_access_token']

function listSecretMarks(profile: Profile, hasSecret: readonly SecretName[]): readonly Mark[] {
  return listNeededSecrets(readProfileJson(profile))
    .filter((name) => !madeSecrets.includes(name) && !hasSecret.includes(name))
    .map((name) => missing(`/secrets/${name}`, 'secretMissing'))
}

function listGrantMarks({ grant, customGrantType, ciba, username }: Profile): readonly Mark[] {
  if (grant === 'custom' && customGrantType === '') return [missing(settings.customGrantType, 'grantTypeMissing')]
  return grant === 'ciba' && ciba.hint === '' && username === '' ? [missing(settings.hint, 'hintMissing')] : []
}

/** What a run would stop at in the settings themselves, each at its place. */
export function listSettingMarks(profile: Profile, hasSecret: readonly SecretName[]): readonly Mark[] {
  return [
    ...listGrantMarks(profile),
    ...listSecretMarks(profile, hasSecret),
    ...listEndpointMarks(profile),
    ...listJsonMarks(profile),
  ]
}

const words: Readonly<Record<string, MarkWord>> = {
  '/clientId': 'clientIdMissing',
  '/dialect/issuer': 'issuerMissing',
  [settings.customGrantType]: 'grantTypeMissing',
  [settings.ownAudience]: 'audienceMissing',
  [settings.assertionIssuer]: 'clientIdMissing',
  [settings.claims]: 'jsonObject',
  [settings.assertionClaims]: 'jsonObject',
  [settings.authorizationDetails]: 'jsonArray',
}

/** The mark of a setting that a problem names by its pointer; `null` when it names none. */
export function readNamedMark(evidence: Readonly<Record<string, string>>): Mark | null {
  const pointer = Object.keys(evidence).find((name) => name.startsWith('/'))
  // A body in a GET request is named by the whole of the token rules; the placement is what changes it.
  if (pointer === '/dialect/request/token') return missing(`${pointer}/placement`, 'bodyInGet')
  return pointer === undefined ? null : missing(pointer, words[pointer] ?? 'runStops')
}
