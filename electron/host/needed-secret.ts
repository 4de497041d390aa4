import type { SecretName, Secrets } from '../../shared/flow/profile.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem, type Step } from '../../shared/lib/problem.ts'

/** A secret that a step cannot do without. */
export function requireSecret(secrets: Secrets, name: SecretName, step: Step): Outcome<string> {
  const value = secrets[name]
  if (value !== undefined && value !== '') return ok(value)
  return fail(problem(step, 'secret_missing', { secret: name }, `The profile has no ${name}.`))
}

/** Says of a key that cannot be used which one it is. */
export function nameKey<T>(outcome: Outcome<T>, secret: SecretName): Outcome<T> {
  if (outcome.ok) return outcome
  const { code, evidence = {} } = outcome.problem
  return fail(problem('token-request', code, { secret, ...evidence }))
}
