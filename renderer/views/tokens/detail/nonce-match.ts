import type { TokenKind } from '../../../../shared/flow/token-set.ts'
import type { Check } from '../../../../shared/lib/check.ts'

/** Whether the nonce of an ID token is the one that its run sent; `null` when that was not checked. */
export function readNonceMatch(checks: readonly Check[], kind: TokenKind): boolean | null {
  const verdict = checks.find((one) => one.of === kind && one.name === 'nonce')?.verdict
  return verdict === 'pass' ? true : verdict === 'fail' ? false : null
}
