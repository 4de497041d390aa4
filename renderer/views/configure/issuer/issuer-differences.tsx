import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MetadataDifference } from '../../../../shared/flow/profile-metadata.ts'
import { buildValueText } from './issuer-values.ts'

/** The places where the draft says something else than the metadata, each with a box to take it over. */
export function IssuerDifferences({
  differences,
  left,
  onToggle,
}: {
  readonly differences: readonly MetadataDifference[]
  /** The places that stay as they are. */
  readonly left: ReadonlySet<string>
  readonly onToggle: (place: string) => void
}): ReactNode {
  const { t } = useTranslation()
  if (differences.length === 0) return <p className="t2">{t('metadata.same')}</p>
  return (
    <section aria-label={t('metadata.differences')}>
      <h3>{t('metadata.differences')}</h3>
      <div className="mtable">
        <table className="dtable picks">
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t('metadata.take')}</span>
              </th>
              <th scope="col">{t('metadata.member')}</th>
              <th scope="col">{t('metadata.here')}</th>
              <th scope="col">{t('metadata.there')}</th>
            </tr>
          </thead>
          <tbody>
            {differences.map(({ place, member, before, after }) => (
              <tr key={place}>
                <td>
                  <input
                    type="checkbox"
                    checked={!left.has(place)}
                    aria-label={t('metadata.takeOne', { member })}
                    onChange={() => onToggle(place)}
                  />
                </td>
                <td>
                  <code>{member}</code>
                </td>
                <td>{buildValueText(before)}</td>
                <td>{buildValueText(after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
