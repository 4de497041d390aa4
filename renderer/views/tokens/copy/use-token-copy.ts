import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CopyFormat } from '../../../../shared/contract/records.ts'
import type { TokenKind } from '../../../../shared/flow/token-set.ts'
import { addNotice } from '../../../stores/app-store.ts'
import { copyToken } from '../../../stores/token-store.ts'
import { useConnection } from '../../../use-connection.ts'

/** How long a button says that it has copied. */
const saidForMs = 2000

/** Copies a token of a set; `copied` says what, for a moment. A clipboard that cannot be written to is said once. */
export function useTokenCopy(
  setId: string,
  kind: TokenKind,
): {
  readonly copied: CopyFormat | null
  readonly copy: (format: CopyFormat) => Promise<boolean>
} {
  const { t } = useTranslation()
  const connection = useConnection()
  const [copied, setCopied] = useState<CopyFormat | null>(null)
  useEffect(() => {
    if (copied === null) return
    const timer = setTimeout(() => setCopied(null), saidForMs)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async (format: CopyFormat): Promise<boolean> => {
    const done = await copyToken(connection, setId, kind, format)
    if (done) setCopied(format)
    else addNotice({ kind: 'text', tone: 'err', text: t('tokens.copy.refused') })
    return done
  }
  return { copied, copy }
}
