import type { ProfileDocument } from '../../shared/flow/profile.ts'
import { readProfileDocument } from '../../shared/flow/profile.ts'
import { readValue, type TestHost } from '../host/open-test-host.ts'
import { fullClient, fullPerson } from './full-provider-clients.ts'
import { type FullProvider, fullProviderPaths } from './open-full-provider.ts'

/** The addresses of a full provider, for a dialect. */
export function buildFullEndpoints({ origin }: Pick<FullProvider, 'origin'>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fullProviderPaths).map(([name, path]) => [name, `${origin}${path}`]))
}

/**
 * Stores a profile for a full provider, with its issuer, every endpoint and its authority filled in, and gives the id (`full`
 * unless `change` names another). Members of `change` replace those of the profile; `change.dialect.request` and
 * `change.secrets` are laid over what is there.
 */
export async function saveFullProfile(
  host: TestHost,
  provider: FullProvider,
  change: Partial<ProfileDocument> = {},
): Promise<string> {
  const { dialect = {}, secrets: given = {}, ...rest } = change
  const own = typeof dialect === 'object' ? dialect : {}
  const document: ProfileDocument = {
    id: 'full',
    name: 'Full',
    clientId: fullClient.clientId,
    username: fullPerson.username,
    scopes: ['openid', 'profile', 'email'],
    caCertificates: provider.ca ?? '',
    ...rest,
    dialect: {
      ...own,
      issuer: own.issuer ?? provider.issuer,
      endpoints: { ...buildFullEndpoints(provider), ...own.endpoints },
    },
    secrets: { client_secret: fullClient.clientSecret, password: fullPerson.password, ...given },
  }
  const { profile, secrets } = readValue(readProfileDocument(document))
  readValue(await host.send('profiles.save', { profile, secrets }))
  return profile.id
}
