import type { TokenSetRow } from '../../../../shared/contract/records.ts'
import type { DecodedToken } from '../../../../shared/flow/decoded-token.ts'
import { readStep } from '../../../../shared/flow/exchange.ts'
import { selectExchange, useExchanges } from '../../../stores/exchange-store.ts'

/**
 * Whether the token's nonce is the one that its run sent in step 1; `null` when this window does not hold that run, when
 * the run sent none, or when the token has none.
 */
export function useNonceMatch(row: TokenSetRow, decoded: Extract<DecodedToken, { kind: 'jws' }>): boolean | null {
  const exchange = useExchanges(selectExchange(row.profileId))
  if (exchange === null || exchange.id !== row.exchangeId) return null
  const parts = readStep(exchange, 'authorization-request')?.request.parts ?? []
  const sent = parts.find((part) => part.origin === 'nonce' && !part.secret)?.value
  const { nonce } = decoded.payload.members
  return sent === undefined || nonce === undefined ? null : nonce === sent
}
