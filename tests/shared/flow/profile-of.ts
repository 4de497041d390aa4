import { type Profile, type ProfileDocument, readProfileDocument } from '../../../shared/flow/profile.ts'

/** A profile for a test: complete, with what the test changes. */
export function profileOf(change: Partial<ProfileDocument> = {}): Profile {
  const read = readProfileDocument({
    id: 'test',
    name: 'Test',
    clientId: 'client',
    scopes: ['openid'],
    dialect: { endpoints: { authorization: 'https://as.example/authorize', token: 'https://as.example/token' } },
    ...change,
  })
  if (!read.ok) throw new Error(JSON.stringify(read.problem.evidence))
  return read.value.profile
}
