import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FieldRow } from '../fields/field-row.tsx'
import { ListField } from '../fields/list-field.tsx'
import { PairsField } from '../fields/pairs-field.tsx'

const error = '/dialect/response/error'

/** Where a refusal says why, and what the provider's own codes mean in OAuth. */
export function ErrorRows(): ReactNode {
  const { t } = useTranslation()
  const rows = ['code', 'description', 'vendorCode'] as const
  return (
    <>
      {rows.map((name) => (
        <FieldRow
          key={name}
          label={t(`configure.error.${name}`)}
          places={[`${error}/${name}`]}
          isGroup
          {...(name === 'description' ? { hint: t('configure.error.descriptionHint') } : {})}
        >
          <ListField place={`${error}/${name}`} label={t(`configure.error.${name}`)} />
        </FieldRow>
      ))}
      <FieldRow label={t('configure.error.codes')} places={[`${error}/codes`]} isGroup>
        <PairsField
          place={`${error}/codes`}
          words={{
            name: t('configure.error.vendor'),
            text: t('configure.error.means'),
            add: t('configure.error.addCode'),
          }}
        />
      </FieldRow>
    </>
  )
}
