import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TokenRow } from '../../../../shared/contract/records.ts'
import type { EpochMs } from '../../../../shared/lib/units.ts'
import { useClockValue } from '../../../clock.ts'
import { TimeLeft } from '../../../parts/time-left.tsx'
import { useFormats } from '../../../use-formats.ts'
import { sourceWords } from '../source-words.ts'

function Moment({ at }: { readonly at: EpochMs | null }): ReactNode {
  const { t } = useTranslation()
  const formats = useFormats()
  return useClockValue((now) => (at === null ? t('status.unknownSmall') : formats.moment(at, now)))
}

/** The lifetimes in words, for who does not see the picture. */
export function LifetimesTable({ tokens }: { readonly tokens: readonly TokenRow[] }): ReactNode {
  const { t } = useTranslation()
  const columns = ['token', 'issued', 'expires', 'left', 'source'] as const
  return (
    <table className="visually-hidden">
      <caption>{t('tokens.lifetimes.table.caption')}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`tokens.lifetimes.table.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {tokens.map(({ kind, expiry }) => (
          <tr key={kind}>
            <th scope="row">{t(`tokens.kinds.${kind}`)}</th>
            <td>
              <Moment at={expiry.issuedAt} />
            </td>
            <td>
              <Moment at={expiry.at} />
            </td>
            <td>
              <TimeLeft at={expiry.at} />
            </td>
            <td>{sourceWords(expiry, t)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
