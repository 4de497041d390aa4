import { type Exchange, readStep } from '../../../shared/flow/exchange.ts'
import { readToken } from '../../../shared/flow/token-set.ts'
import { mask } from '../../../shared/lib/mask.ts'
import { copyPlainText, copyText } from '../../clipboard.ts'
import { copyToken } from '../../stores/token-store.ts'
import { useConnection } from '../../use-connection.ts'
import type { ReadingRow } from './reading-row.ts'

type CopyOf = (row: ReadingRow) => (() => Promise<boolean>) | null

/**
 * How a row is copied: a token whole and through the host, which clears the clipboard again; other text as it stands.
 * `null` for rows that hold words of ours.
 */
export function useRowCopy(exchange: Exchange): CopyOf {
  const connection = useConnection()
  const step = readStep(exchange, 'token-set')
  return (row) => {
    if (row.copies !== null) {
      const kind = row.copies
      const token = step?.reading.kind === 'tokens' ? readToken(step.reading.tokenSet, kind) : null
      const id = step?.tokenSetId ?? null
      if (id !== null) return () => copyToken(connection, id, kind, 'raw')
      return token === null || token.value === mask ? null : () => copyText(token.value)
    }
    const { value } = row
    return value.kind === 'code' || value.kind === 'quote' ? () => copyPlainText(value.text) : null
  }
}
