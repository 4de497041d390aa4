import { readPreset } from '../../shared/dialects/presets.ts'
import { type ProfileDocument, type ReadProfile, readProfileDocument } from '../../shared/flow/profile.ts'
import { practiceAccount } from './practice/practice-accounts.ts'

const client = { clientId: practiceAccount.clientId, secrets: { client_secret: practiceAccount.clientSecret } }

/** The preset's dialect with other addresses: the practice provider speaks http on this machine. */
function withEndpoints(
  preset: string,
  endpoints: Readonly<Record<string, string>>,
  issuer = '',
): ProfileDocument['dialect'] {
  const dialect = readPreset(preset)
  if (dialect === undefined) throw new Error(`no preset ${preset}`)
  return { ...dialect, issuer, endpoints: { ...dialect.endpoints, ...endpoints } }
}

/** The standard provider with every address it has, so that each grant and each call after the token can be tried. */
const buildStandardDocument = (): ProfileDocument => ({
  ...client,
  id: 'practice-oidc',
  name: 'OpenID Connect (practice)',
  preset: 'rfc6749',
  dialect: withEndpoints(
    'rfc6749',
    {
      authorization: 'http://{practice}/auth',
      token: 'http://{practice}/token',
      userinfo: 'http://{practice}/me',
      jwks: 'http://{practice}/jwks',
      discovery: 'http://{practice}/.well-known/openid-configuration',
      introspection: 'http://{practice}/token/introspection',
      revocation: 'http://{practice}/token/revocation',
      deviceAuthorization: 'http://{practice}/device/auth',
      backchannelAuthentication: 'http://{practice}/backchannel',
      pushedAuthorization: 'http://{practice}/request',
      endSession: 'http://{practice}/session/end',
      registration: 'http://{practice}/reg',
    },
    'http://{practice}',
  ),
  scopes: ['openid', 'profile', 'email'],
  // For the grants that name the person or a type of their own.
  username: practiceAccount.username,
  secrets: { ...client.secrets, password: practiceAccount.password },
  customGrantType: 'urn:example:grant-type:custom',
  practice: { provider: 'standard' },
})

const buildDocuments = (): readonly ProfileDocument[] => [
  buildStandardDocument(),
  {
    ...client,
    id: 'practice-maxkey',
    name: 'MaxKey (practice)',
    dialect: 'maxkey',
    variables: { base: 'http://{practice}' },
    scopes: ['openid', 'profile'],
    practice: { provider: 'maxkey' },
  },
  {
    ...client,
    id: 'practice-xt',
    name: 'XT.COM (practice)',
    dialect: 'xt',
    variables: { base: 'http://{practice}' },
    scopes: ['userinfo'],
    secretInUrlAllowed: true,
    practice: { provider: 'xt' },
  },
  {
    ...client,
    id: 'practice-workfront',
    name: 'Workfront (practice)',
    dialect: 'workfront',
    // Workfront adds nothing but the state, so the address itself says where this run listens.
    variables: {
      authorization_url: 'http://{practice}/authorize?redirect_uri={redirect_uri}',
      token_url: 'http://{practice}/any/url',
    },
    practice: { provider: 'workfront' },
  },
  {
    id: 'practice-tkeel',
    name: 'tKeel (practice)',
    dialect: 'tkeel',
    variables: { base: 'http://{practice}/apis/security/v1', tenant_id: practiceAccount.tenant },
    username: practiceAccount.username,
    secrets: { password: practiceAccount.password },
    secretInUrlAllowed: true,
    practice: { provider: 'tkeel' },
  },
  {
    ...client,
    id: 'practice-bamboocloud',
    name: 'BambooCloud (practice)',
    preset: 'bamboocloud',
    dialect: withEndpoints('bamboocloud', {
      authorization: 'http://{your_domain}/api/v1/oauth2/authorize',
      token: 'http://{your_domain}/api/v1/oauth2/token',
      jwks: 'http://{your_domain}/api/v1/oauth2/jwks',
    }),
    variables: { your_domain: '{practice}' },
    scopes: ['openid'],
    practice: { provider: 'bamboocloud' },
  },
]

/**
 * The six profiles that a newcomer finds: a token in one click, with no account and no network. Read when they are needed,
 * which is once in the life of a vault.
 */
export function readPracticeProfiles(): readonly ReadProfile[] {
  return buildDocuments().map((document) => {
    const read = readProfileDocument({ group: 'Practice', ...document })
    if (!read.ok) throw new Error(`practice profile ${document.id}: ${JSON.stringify(read.problem.evidence)}`)
    return read.value
  })
}
