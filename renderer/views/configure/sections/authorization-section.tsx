import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { responseModes } from '../../../../shared/flow/profile-settings.ts'
import { SettingRow } from '../fields/setting-row.tsx'
import { Section } from './form-section.tsx'

const prompts = ['none', 'login', 'consent', 'select_account', 'create'] as const

/** What the authorization request asks for besides its standard parameters, and how it travels. */
export function AuthorizationSection(): ReactNode {
  const { t } = useTranslation()
  const notSent = { value: '', label: t('configure.settings.notSent') }
  return (
    <Section name="authorization" hint={t('configure.settings.emptyHint')}>
      <SettingRow
        name="responseMode"
        control={{
          kind: 'choice',
          choices: [notSent, ...responseModes.map((value) => ({ value, label: value }))],
        }}
      />
      <SettingRow
        name="prompt"
        control={{
          kind: 'open-choice',
          choices: [
            notSent,
            ...prompts.map((value) => ({ value, label: `${value}: ${t(`configure.authorization.prompts.${value}`)}` })),
          ],
        }}
      />
      <SettingRow name="maxAge" control={{ kind: 'seconds', isOptional: true }} />
      <SettingRow name="loginHint" control={{ kind: 'text', placeholder: 'person@example.com' }} />
      <SettingRow name="acrValues" control={{ kind: 'text', placeholder: 'urn:mace:incommon:iap:silver' }} />
      <SettingRow name="uiLocales" control={{ kind: 'text', placeholder: 'zh-CN en' }} />
      <SettingRow
        name="claims"
        control={{ kind: 'area', placeholder: '{ "id_token": { "auth_time": { "essential": true } } }' }}
      />
      <SettingRow
        name="requestObject"
        control={{
          kind: 'choice',
          choices: (['off', 'signed'] as const).map((value) => ({
            value,
            label: t(`configure.authorization.requestObjects.${value}`),
          })),
        }}
      />
      <SettingRow name="pushed" control={{ kind: 'switch', label: t('configure.authorization.pushedOn') }} />
    </Section>
  )
}
