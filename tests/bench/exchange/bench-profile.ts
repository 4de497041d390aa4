import { type ProfileDocument, type ReadProfile, readProfileDocument } from '../../../shared/flow/profile.ts'
import { expectValue } from '../data-folder.ts'

/** A client at the provider of the measurements. */
export function buildBenchDocument(
  id: string,
  origin: string,
  kind: 'instant' | 'signed',
  grant: 'client_credentials' | 'authorization_code',
): ProfileDocument {
  return {
    id,
    name: `Bench ${id}`,
    clientId: 'bench',
    grant,
    scopes: ['openid', 'profile'],
    dialect: { endpoints: { authorization: `${origin}/authorize`, token: `${origin}/${kind}/token` } },
    secrets: { client_secret: 'bench-secret' },
  }
}

/** The same, read. */
export function buildBenchProfile(...chosen: Parameters<typeof buildBenchDocument>): ReadProfile {
  return expectValue(readProfileDocument(buildBenchDocument(...chosen)))
}
