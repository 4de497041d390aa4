import { IconCheck, IconEqualNot, IconHelp, IconPlayerSkipForward } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExpirySource } from '../../../../shared/flow/expiry.ts'
import { useClockValue } from '../../../clock.ts'
import { formatDuration } from '../../../format-time.ts'
import { CodeText } from '../../../parts/code-text.tsx'
import { useFormats } from '../../../use-formats.ts'
import { CodeWords } from '../code-words.tsx'

const icons = {
  used: IconCheck,
  agrees: IconCheck,
  differs: IconEqualNot,
  unreadable: IconHelp,
  overtaken: IconPlayerSkipForward,
} as const
const tones = { used: 'ok', agrees: 'ok', differs: 'conf', unreadable: '', overtaken: '' } as const
const rowClasses = { used: 'used', agrees: undefined, differs: 'off', unreadable: undefined, overtaken: 'off' } as const

function writeVerdict(source: ExpirySource, used: ExpirySource, t: TFunction): string {
  if (source.verdict !== 'differs' || source.at === null || used.at === null)
    return t(`tokens.dispute.verdict.${source.verdict === 'differs' ? 'unreadable' : source.verdict}`)
  const duration = formatDuration(source.at - used.at, 'row', t)
  return source.at < used.at
    ? t('tokens.dispute.verdict.early', { duration })
    : t('tokens.dispute.verdict.late', { duration })
}

function SourceRow({ source, used }: { readonly source: ExpirySource; readonly used: ExpirySource }): ReactNode {
  const { t } = useTranslation()
  const formats = useFormats()
  const { at, field, kind } = source
  const moment = useClockValue((now) => (at === null ? t('tokens.dispute.noMoment') : formats.moment(at, now)))
  const Icon = icons[source.verdict]
  const word = kind === 'jwt_exp' ? 'jwt' : kind === 'duration' ? (source.unit ?? 's') : kind
  return (
    <tr className={rowClasses[source.verdict]}>
      <td>
        <Icon size={14} stroke={1.75} aria-hidden="true" />
        <CodeWords>{t(`tokens.dispute.source.${word}`, { field })}</CodeWords>
      </td>
      <td>
        <CodeText>{source.sent}</CodeText>
      </td>
      <td className="tnum">{moment}</td>
      <td className={tones[source.verdict]}>{writeVerdict(source, used, t)}</td>
    </tr>
  )
}

/** Every source of an end, the one in use first, with its verdict. */
export function DisputeSources({
  sources,
  used,
}: {
  readonly sources: readonly ExpirySource[]
  readonly used: ExpirySource
}): ReactNode {
  const { t } = useTranslation()
  const columns = ['source', 'sent', 'means', 'verdict'] as const
  return (
    <table>
      <thead className="visually-hidden">
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`tokens.dispute.columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sources.map((source) => (
          <SourceRow key={`${source.kind} ${source.field} ${source.unit}`} source={source} used={used} />
        ))}
      </tbody>
    </table>
  )
}
