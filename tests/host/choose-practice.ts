import type { PracticeFault, PracticeProvider, PracticeShape } from '../../shared/dialects/practice-choices.ts'
import { readValue, type TestHost } from './open-test-host.ts'

/** The ready-made profile of a practice provider. */
export function nameProfile(provider: PracticeProvider): string {
  return provider === 'standard' ? 'practice-oidc' : `practice-${provider}`
}

/** Makes a practice profile meet its provider in another shape, or with a fault. */
export async function choosePractice(
  host: TestHost,
  provider: PracticeProvider,
  fault: PracticeFault,
  shape: PracticeShape = 'real',
): Promise<string> {
  const id = nameProfile(provider)
  const { profile } = readValue(await host.send('profiles.show', { id }))
  readValue(await host.send('profiles.save', { profile: { ...profile, practice: { provider, fault, shape } } }))
  return id
}
