import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TokenSetRow } from '../../../shared/contract/records.ts'
import { type ExchangeRow, isTokenRun } from '../../../shared/flow/exchange.ts'
import type { TokenKind } from '../../../shared/flow/token-set.ts'
import { Glyph } from '../../parts/glyph.tsx'
import { readResult } from './history-rows.ts'

/** The words of a run's result. */
export function useResultWords(row: ExchangeRow, tokens: TokenSetRow | undefined): string {
  const { t } = useTranslation()
  const { code, text } = readResult(row, tokens)
  if (text !== null) return text
  const problem = row.problem?.code
  if (code === 'problem' || code === 'refused')
    return problem === undefined ? t('history.result.interrupted') : t(`problems.${problem}.title`)
  return t(`history.result.${code}`)
}

/** Glyph, HTTP status and words of a run's result. No answer has no status. */
export function ResultText({
  row,
  tokens,
}: {
  readonly row: ExchangeRow
  readonly tokens: TokenSetRow | undefined
}): ReactNode {
  const words = useResultWords(row, tokens)
  return (
    <span className="res">
      <Glyph kind={readResult(row, tokens).glyph} />
      <code>{row.status ?? '–'}</code>
      <span title={words}>{words}</span>
    </span>
  )
}

const letters: Readonly<Record<TokenKind, readonly [letter: string, className: string]>> = {
  access_token: ['A', 'a'],
  refresh_token: ['R', 'r2'],
  id_token: ['ID', 'i'],
}

/** Which tokens a run gave, as far as they are still here. */
export function TokenLetters({
  row,
  tokens,
}: {
  readonly row: ExchangeRow
  readonly tokens: TokenSetRow | undefined
}): ReactNode {
  const { t } = useTranslation()
  if (!isTokenRun(row)) return <span className="dim">–</span>
  if (tokens === undefined)
    return <span className="dim">{t(row.state === 'received' ? 'history.tokensGone' : 'history.noTokens')}</span>
  return (
    <span className="tkc">
      {tokens.tokens.map(({ kind }) => (
        <i
          key={kind}
          className={tokens.dead && kind === 'refresh_token' ? 'gone' : letters[kind][1]}
          title={t(`history.kind.${kind}`)}
        >
          <span aria-hidden="true">{letters[kind][0]}</span>
          <span className="silent">{t(`history.kind.${kind}`)}</span>
        </i>
      ))}
    </span>
  )
}
