import type { Fix } from '../../../shared/lib/finding.ts'
import type { Problem, ProblemCode } from '../../../shared/lib/problem.ts'

/** What a person can do about a problem with one click. Only what the product can really do is in the list. */
export type ProblemAction =
  | { readonly kind: 'run_again' }
  | { readonly kind: 'configure' }
  | { readonly kind: 'unlock' }
  | { readonly kind: 'fix'; readonly fix: Fix }

const again: ProblemAction = { kind: 'run_again' }
const configure: ProblemAction = { kind: 'configure' }

const actionsOf: Readonly<Partial<Record<ProblemCode, readonly ProblemAction[]>>> = {
  variable_missing: [configure],
  url_invalid: [configure],
  url_insecure: [{ kind: 'fix', fix: { place: '/insecureAllowed', value: true } }, configure],
  secret_missing: [configure],
  secret_in_url_refused: [{ kind: 'fix', fix: { place: '/secretInUrlAllowed', value: true } }, configure],
  header_invalid: [configure],
  grant_unsupported: [configure],
  key_invalid: [configure],
  endpoint_missing: [configure],
  authorization_endpoint_missing: [configure],
  capture_unsupported: [configure],
  port_taken: [again, configure],
  redirect_timeout: [again],
  window_closed: [again],
  authorization_refused: [again],
  state_missing: [again],
  state_mismatch: [again],
  issuer_mismatch: [again, configure],
  code_missing: [again, configure],
  code_used: [again],
  refresh_token_missing: [again],
  network_dns: [again, configure],
  network_refused: [again, configure],
  network_reset: [again],
  network_timeout: [again],
  network_tls: [again, configure],
  network_failed: [again],
  redirect_answered: [configure],
  body_empty: [again],
  body_html: [configure],
  body_unreadable: [configure],
  token_missing: [configure],
  vault_locked: [{ kind: 'unlock' }],
}

/** Refusals that a new sign-in answers, and those that the profile answers. */
const refusalActions: Readonly<Record<string, readonly ProblemAction[]>> = {
  invalid_grant: [again],
  access_denied: [again],
  temporarily_unavailable: [again],
  server_error: [again],
}

/** The actions for a problem, the likeliest first. */
export function readProblemActions(problem: Problem): readonly ProblemAction[] {
  if (problem.code === 'provider_refused') return refusalActions[problem.evidence?.error ?? ''] ?? [configure, again]
  return actionsOf[problem.code] ?? []
}
