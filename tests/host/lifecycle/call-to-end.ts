import type { CallInput } from '../../../shared/contract/calls.ts'
import type { Exchange } from '../../../shared/flow/exchange.ts'
import type { ProfileDocument } from '../../../shared/flow/profile.ts'
import { openFullProvider } from '../../fakes/open-full-provider.ts'
import { saveFullProfile } from '../../fakes/save-full-profile.ts'
import { openProvider, type TokenAnswer, type TokenCall } from '../open-provider.ts'
import { openTestHost, readEnd, readValue, runToEnd, type TestHost } from '../open-test-host.ts'

type Call = CallInput<'lifecycle.start'>

/** Makes a call around the newest tokens of a profile and gives its exchange at the end. */
export async function callToEnd(
  host: TestHost,
  what: Call['what'],
  change: Partial<Call> & Pick<Call, 'profileId'>,
): Promise<Exchange> {
  return readEnd(
    host,
    readValue(await host.send('lifecycle.start', { what, openBrowser: false, ...change })).exchangeId,
  )
}

/** The newest set of a profile, opened. */
export async function readNewestSet(host: TestHost, profileId: string) {
  const [row] = readValue(await host.send('tokens.list', { profileId }))
  return readValue(await host.send('tokens.show', { id: row?.id ?? '' }))
}

/** A signed-in person at a whole provider. */
export async function openSignedIn(
  change: Partial<ProfileDocument> = {},
  options: Parameters<typeof openFullProvider>[0] = {},
) {
  const [host, provider] = await Promise.all([openTestHost(), openFullProvider(options)])
  const profileId = await saveFullProfile(host, provider, change)
  const run = await runToEnd(host, profileId)
  if (run.state !== 'received') throw new Error(JSON.stringify(run.trail.at(-1)))
  return { host, provider, profileId }
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A JWT with a signature that is none. */
export const unsignedJwt = (claims: object, header: object = { alg: 'none' }): string =>
  `${encode(header)}.${encode(claims)}.${'alg' in header && header.alg === 'none' ? '' : 'AAAA'}`

/** The planted values of the small provider below. */
export const planted = { access: 'planted-access-token-77', refresh: 'planted-refresh-token-88', subject: 'person-1' }

/**
 * A small provider whose token endpoint gives a set with an ID token of `person-1`, and whose other endpoints answer as the test
 * says; with a profile that has its tokens.
 */
export async function openWithAnswer(
  answer: (call: TokenCall) => TokenAnswer | Promise<TokenAnswer>,
  change: Partial<ProfileDocument> = {},
  tokens: Readonly<Record<string, unknown>> = {},
) {
  const provider = await openProvider((call) => {
    if (call.url !== '/token') return answer(call)
    return {
      body: {
        ...{ access_token: planted.access, refresh_token: planted.refresh, token_type: 'Bearer', expires_in: 3600 },
        id_token: unsignedJwt({ sub: planted.subject }),
        ...tokens,
      },
    }
  })
  const host = await openTestHost()
  const { origin } = provider
  const { profile, secrets } = {
    profile: {
      ...{ id: 'own', name: 'Own', clientId: 'own-client', grant: 'client_credentials' },
      ...change,
      dialect: {
        endpoints: {
          token: `${origin}/token`,
          userinfo: `${origin}/userinfo`,
          introspection: `${origin}/introspect`,
          revocation: `${origin}/revoke`,
          registration: `${origin}/register`,
        },
      },
    },
    secrets: { client_secret: 'planted-client-secret-99' },
  }
  const text = JSON.stringify({ ...profile, secrets })
  readValue(await host.send('profiles.import', { text, store: true }))
  const started = readValue(await host.send('exchanges.start', { profileId: 'own', openBrowser: false }))
  const run = await readEnd(host, started.exchangeId)
  if (run.state !== 'received') throw new Error(JSON.stringify(run.trail.at(-1)))
  return { host, provider, profileId: 'own' }
}
