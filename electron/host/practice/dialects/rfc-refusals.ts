import type { Refusal, RefusalReason } from '../practice-dialect.ts'

interface RfcError {
  readonly error: string
  readonly description: string
}

/** Every refusal in the words of RFC 6749, section 5.2; dialects with words of their own replace some of them. */
const errors: Readonly<Record<RefusalReason, (detail: string) => RfcError>> = {
  parameter_missing: (name) => ({ error: 'invalid_request', description: `Missing parameter: ${name}` }),
  client_unknown: (id) => ({ error: 'invalid_client', description: `Unknown client: ${id}` }),
  secret_wrong: () => ({ error: 'invalid_client', description: 'Bad client credentials' }),
  tenant_unknown: (tenant) => ({ error: 'invalid_request', description: `Unknown tenant: ${tenant}` }),
  grant_unsupported: (name) => ({ error: 'unsupported_grant_type', description: `Unsupported grant type: ${name}` }),
  user_wrong: () => ({ error: 'invalid_grant', description: 'Bad user credentials' }),
  code_malformed: () => ({ error: 'invalid_request', description: 'The code is not valid format .' }),
  code_unknown: (code) => ({ error: 'invalid_grant', description: `Invalid authorization code: ${code}` }),
  code_expired: (code) => ({ error: 'invalid_grant', description: `Expired authorization code: ${code}` }),
  code_used: (code) => ({ error: 'invalid_grant', description: `Used authorization code: ${code}` }),
  redirect_mismatch: () => ({ error: 'invalid_grant', description: 'Redirect URI mismatch.' }),
  verifier_wrong: () => ({ error: 'invalid_grant', description: 'The code verifier does not match the challenge.' }),
  refresh_token_wrong: () => ({ error: 'invalid_grant', description: 'Invalid refresh token' }),
}

/** The error and its description as RFC 6749 would have them. */
export function describeRefusal(refusal: Refusal): RfcError {
  return errors[refusal.reason](refusal.detail)
}
