import { type ReadProfile, readProfileDocument } from '../../../shared/flow/profile.ts'
import { expectValue } from '../data-folder.ts'
import type { BenchServer } from './bench-server.ts'

export type BenchGrant = 'client_credentials' | 'authorization_code'

/** What a person asks for with that grant; a program alone has nobody to identify. */
export const benchScopes: Readonly<Record<BenchGrant, readonly string[]>> = {
  client_credentials: [],
  authorization_code: ['openid', 'profile'],
}

/** A client at one of the servers. */
export function buildBenchProfile(id: string, server: BenchServer, grant: BenchGrant): ReadProfile {
  const { authorization, token, clientId, clientSecret } = server
  const document = {
    ...{ id, name: `Bench ${id}`, grant, clientId, scopes: benchScopes[grant] },
    dialect: { endpoints: { authorization, token } },
    authorizeParameters: { prompt: 'none' },
    secrets: { client_secret: clientSecret },
  }
  return expectValue(readProfileDocument(document))
}
