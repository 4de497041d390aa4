import type { ProblemCode } from '../../shared/lib/problem.ts'

/** What the command line ends with, so that scripts can tell the cases apart. */
export const exitCodes = {
  ok: 0,
  /** A mistake of ours. */
  internal: 1,
  usage: 2,
  refused: 3,
  network: 4,
  locked: 5,
  /** Somebody must do something that a program cannot. */
  person: 6,
} as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

const locked: readonly ProblemCode[] = [
  'vault_locked',
  'vault_unreadable',
  'vault_not_saved',
  'passphrase_wrong',
  'holder_unavailable',
]
const person: readonly ProblemCode[] = [
  'browser_not_opened',
  'capture_unsupported',
  'port_taken',
  'redirect_timeout',
  'redirect_mismatch',
  'redirect_unreadable',
  'window_closed',
  'cancelled',
  'refresh_token_missing',
  'code_expired',
  'consent_elsewhere',
]
/** The provider answered, and the answer is a no or no token response. */
const refused: readonly ProblemCode[] = [
  'authorization_refused',
  'state_missing',
  'state_mismatch',
  'issuer_mismatch',
  'code_missing',
  'code_used',
  'parameter_repeated',
  'redirect_answered',
  'body_empty',
  'body_html',
  'body_unreadable',
  'body_too_deep',
  'token_missing',
  'provider_refused',
  'response_jwt_invalid',
  'pending_answer_invalid',
  'metadata_not_found',
  'metadata_invalid',
  'issuer_differs',
]
const network: readonly ProblemCode[] = [
  'network_dns',
  'network_refused',
  'network_reset',
  'network_timeout',
  'network_tls',
  'network_failed',
  'response_too_large',
  'response_malformed',
]

/** The exit code of a problem; what a person wrote or chose wrongly is a matter of usage. */
export function readExitCode(code: ProblemCode): ExitCode {
  if (code === 'internal') return exitCodes.internal
  if (locked.includes(code)) return exitCodes.locked
  if (person.includes(code)) return exitCodes.person
  if (refused.includes(code)) return exitCodes.refused
  return network.includes(code) ? exitCodes.network : exitCodes.usage
}
