import type { Profile } from '../../../shared/flow/profile.ts'
import { buildFilledText, buildVariables, type Variables } from '../../../shared/flow/profile-address.ts'

/** What `{practice}` stands for: the provider that a profile plays with; shape and fault only where they are chosen. */
function buildPracticeVariables(practice: Profile['practice'], origin: string | null): Variables {
  if (practice === null || origin === null) return {}
  const { provider, shape, fault } = practice
  const choice = fault !== 'none' ? [provider, shape, fault] : shape === 'real' ? [provider] : [provider, shape]
  return { practice: `${origin.replace(/^https?:\/\//, '')}/${choice.join('.')}` }
}

/** The token address as it would be used now; what has no value yet stays in braces. */
export function readTokenAddress(profile: Profile, practiceOrigin: string | null): string {
  const variables = buildVariables(profile, buildPracticeVariables(profile.practice, practiceOrigin))
  return buildFilledText(profile.dialect.endpoints.token, variables)
}
