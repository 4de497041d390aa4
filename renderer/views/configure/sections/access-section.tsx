import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SettingRow } from '../fields/setting-row.tsx'
import { Section } from './form-section.tsx'

/** What the token shall be good for. */
export function AccessSection(): ReactNode {
  const { t } = useTranslation()
  return (
    <Section name="access" hint={t('configure.settings.emptyHint')}>
      <SettingRow name="resource" control={{ kind: 'list', blank: 'https://' }} />
      <SettingRow name="audience" control={{ kind: 'text' }} />
      <SettingRow
        name="authorizationDetails"
        control={{ kind: 'area', placeholder: '[{ "type": "account_information", "actions": ["read"] }]' }}
      />
    </Section>
  )
}
