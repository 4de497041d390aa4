import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { macAlgorithms, signingAlgorithms } from '../../../../shared/flow/profile-settings.ts'
import { settings } from '../draft/settings.ts'
import { FieldRow } from '../fields/field-row.tsx'
import { SettingRow } from '../fields/setting-row.tsx'
import { ToggleList } from '../fields/toggle-list.tsx'
import { useForm, useShownSettings } from '../form-context.ts'
import { Section } from './form-section.tsx'

function AlgorithmsRow(): ReactNode {
  const { t } = useTranslation()
  const { profile } = useForm()
  const label = t('configure.settings.algorithms.label')
  if (!useShownSettings().includes('algorithms')) return null
  const isOpen = profile.checks.algorithms.length === 0
  return (
    <FieldRow
      label={label}
      places={[settings.algorithms]}
      isGroup
      hint={t(isOpen ? 'configure.checks.anyAlgorithm' : 'configure.settings.algorithms.hint')}
    >
      <ToggleList place={settings.algorithms} label={label} values={[...signingAlgorithms, ...macAlgorithms]} />
    </FieldRow>
  )
}

/** How answers are checked. A failed check marks the tokens; it never hides them. */
export function ChecksSection(): ReactNode {
  const { t } = useTranslation()
  return (
    <Section name="checks" hint={t('configure.checks.hint')}>
      <SettingRow name="checkSignature" control={{ kind: 'switch', label: t('configure.checks.signatureOn') }} />
      <AlgorithmsRow />
      <SettingRow name="clockSkew" control={{ kind: 'seconds' }} />
      <SettingRow name="issuerRequired" control={{ kind: 'switch', label: t('configure.checks.issuerOn') }} />
    </Section>
  )
}
