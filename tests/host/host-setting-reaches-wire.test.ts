import { describe, expect, test } from 'vitest'
import { profileSchema } from '../../shared/flow/profile.ts'
import { openPatientHost } from './open-patient-host.ts'
import { openRecordingProvider, type RecordingProvider } from './open-recording-provider.ts'
import { openTestHost, readEnd, readValue, runToEnd, waitForExchange } from './open-test-host.ts'
import { askedSettings, signingKey } from './wire-authorize-settings.ts'
import { proofSettings } from './wire-dpop-settings.ts'
import { lifecycleSettings } from './wire-lifecycle-settings.ts'
import { pendingSettings } from './wire-pending-settings.ts'
import { authorizeSettings, tokenSettings } from './wire-request-settings.ts'
import { generalSettings, type Left, type WireSetting } from './wire-settings.ts'
import { provenSettings } from './wire-token-settings.ts'

const settings: readonly WireSetting[] = [
  ...generalSettings,
  ...authorizeSettings,
  ...tokenSettings,
  ...pendingSettings,
  ...askedSettings,
  ...lifecycleSettings,
  ...provenSettings,
  ...proofSettings,
]

type Document = Record<string, unknown>

/** The document with a value at a place; objects on the way are made. */
function put(document: Document, place: string, value: unknown): Document {
  const [name = '', ...rest] = place.slice(1).split('/')
  if (rest.length === 0) return { ...document, [name]: value }
  return { ...document, [name]: put((document[name] ?? {}) as Document, `/${rest.join('/')}`, value) }
}

/** A profile that gets a token, so that one changed setting is the only thing that is different. */
function buildDocument(provider: RecordingProvider, changes: Readonly<Record<string, unknown>>): Document {
  const plain: Document = {
    id: 'one',
    name: 'One',
    clientId: 'app',
    dialect: { endpoints: { authorization: '{provider}/authorize', token: '{provider}/token' } },
  }
  const document = Object.entries(changes).reduce((made, [place, value]) => put(made, place, value), plain)
  return { ...document, variables: { provider: provider.origin, ...(document.variables as object | undefined) } }
}

async function runWith(
  changes: Readonly<Record<string, unknown>>,
  { secure, secrets: own, prepares }: Partial<WireSetting> = {},
): Promise<Left> {
  const provider = await openRecordingProvider(secure)
  const host = await openPatientHost()
  const profile = profileSchema.parse(buildDocument(provider, changes))
  const secrets = {
    ...{ client_secret: 's/ecret ', password: 'pass word', private_key: signingKey },
    registration_access_token: 'registration token',
    ...own,
  }
  const saved = await host.send('profiles.save', { profile, secrets, create: true })
  if (!saved.ok) throw new Error(JSON.stringify(saved.problem))
  await prepares?.(host, provider)
  const exchange = await runToEnd(host, 'one', {})
  const token = () => provider.at('/token')
  const readParameters = (): URLSearchParams =>
    token().body === '' ? token().query : new URLSearchParams(token().body)
  return {
    provider,
    exchange,
    authorize: () => provider.at('/authorize'),
    token,
    form: readParameters,
    call: async (what) =>
      readEnd(host, readValue(await host.send('lifecycle.start', { profileId: 'one', what })).exchangeId),
    register: async (action) =>
      readEnd(host, readValue(await host.send('registration.start', { profileId: 'one', action })).exchangeId),
    refresh: async () => {
      const started = await host.send('exchanges.refresh', { profileId: 'one' })
      if (!started.ok) throw new Error(JSON.stringify(started.problem))
      const end = await waitForExchange(host, started.value.exchangeId, (one) => one.endedAt !== null)
      expect(end.state).toBe('received')
      const last = provider.arrived.at(-1)
      return new URLSearchParams(last?.body)
    },
  }
}

test.each(settings.map((setting) => [setting.place, JSON.stringify(setting.value).slice(0, 80), setting] as const))(
  '%s = %s arrives at the provider',
  async (place, _, setting) => {
    const { value, besides, shows } = setting
    const left = await runWith({ ...besides, [place]: value }, setting)
    expect(left.exchange.trail.at(-1)).toMatchObject({ kind: 'expiry' })
    await shows(left)
  },
)

describe('what must be allowed first', () => {
  test('a secret in the URL is not sent', async () => {
    const { exchange, provider } = await runWith({ '/dialect/request/clientAuthentication': 'query' })
    expect(exchange.trail.at(-1)).toMatchObject({ kind: 'problem', problem: { code: 'secret_in_url_refused' } })
    expect(provider.arrived.map((one) => one.path)).toEqual(['/authorize'])
  })

  test('http: to another machine is refused, and tried once it is allowed', async () => {
    const changes = { '/grant': 'client_credentials', '/dialect/endpoints/token': 'http://provider.invalid/token' }
    const refused = await runWith(changes)
    expect(refused.exchange.trail.at(-1)).toMatchObject({ problem: { code: 'url_insecure' } })
    const tried = await runWith({ ...changes, '/insecureAllowed': true })
    expect(tried.exchange.trail.at(-1)).toMatchObject({ problem: { step: 'raw-response' } })
  })
})

test('the practice choice of a profile decides which provider, shape and fault answers', async () => {
  const host = await openTestHost()
  const shown = await host.send('profiles.show', { id: 'practice-maxkey' })
  if (!shown.ok) throw new Error(JSON.stringify(shown.problem))
  const practice = { provider: 'maxkey', shape: 'documented', fault: 'wrong_secret' }
  await host.send('profiles.save', { profile: { ...shown.value.profile, practice } })
  const exchange = await runToEnd(host, 'practice-maxkey')
  expect(exchange.state).toBe('refused')
  const sent = exchange.trail.find((step) => step.kind === 'token-request')
  expect(sent?.kind === 'token-request' && sent.request.url).toContain('/maxkey.documented.wrong_secret/')
})

test('a run waits as long as the profile says', async () => {
  const { exchange } = await runWith({ '/waitSeconds': 42 })
  const [asked] = exchange.trail
  expect(asked?.kind === 'authorization-request' && asked.until !== null && asked.until - asked.at).toBeCloseTo(
    42_000,
    -3,
  )
})

/** Members that change how a run is watched, read or offered, and nothing that is sent. */
const neverOnTheWire = [
  ...['/id', '/name', '/group', '/preset', '/handOut', '/waitSeconds', '/practice', '/dialect'],
  ...['jwks', 'discovery'].map((name) => `/dialect/endpoints/${name}`),
  ...['grants', 'grantTypeChoices', 'codeLifetime'].map((name) => `/dialect/request/${name}`),
  // That no key is fetched without the first is shown in verify-signature.test.ts.
  ...['signature', 'algorithms', 'clockSkew', 'issuerRequired'].map((name) => `/checks/${name}`),
  // When a refresh is sent and not what is in it: auto-refresh.test.ts shows the moment.
  ...['/autoRefresh/enabled', '/autoRefresh/ahead'],
]

/** Groups of settings whose members stand in the table one by one. */
const groups = [
  'authorization',
  'access',
  'signing',
  'dpop',
  'tokenExchange',
  'assertion',
  'ciba',
  'checks',
  'lifecycle',
  'autoRefresh',
] as const

function listMembers(): readonly string[] {
  const profile = profileSchema.parse({ id: 'one', name: 'One', dialect: {} })
  const { endpoints, request } = profile.dialect
  const nested = ['authorize', 'token', 'refresh'] as const
  const under = (place: string, members: object): readonly string[] =>
    Object.keys(members).map((name) => `${place}/${name}`)
  return [
    ...under('', profile).filter((place) => !groups.some((name) => place === `/${name}`)),
    ...groups.flatMap((name) => under(`/${name}`, profile[name])),
    ...under('/dialect/endpoints', endpoints),
    ...under('/dialect/request', request).filter((place) => !nested.some((name) => place.endsWith(`/${name}`))),
    ...nested.flatMap((name) => under(`/dialect/request/${name}`, request[name])),
  ]
}

test('no member of the request side is forgotten here', () => {
  const shown = new Set([...settings.map((setting) => setting.place), ...neverOnTheWire, '/insecureAllowed'])
  expect(listMembers().filter((place) => !shown.has(place))).toEqual([])
})
