import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SecretRow } from '../../fields/secret-row.tsx'
import { SettingRow } from '../../fields/setting-row.tsx'
import { useForm } from '../../form-context.ts'

/** What the assertion of a JWT or SAML grant says, or the assertion itself (RFC 7523 and 7522, section 2.1). */
export function AssertionRows(): ReactNode {
  const { t } = useTranslation()
  const { profile } = useForm()
  return (
    <>
      <SettingRow
        name="assertionSource"
        control={{
          kind: 'choice',
          choices: (['made', 'pasted'] as const).map((value) => ({
            value,
            label: t(`configure.assertion.sources.${value}`),
          })),
        }}
      />
      <SecretRow
        name="assertion"
        isLong
        {...(profile.grant === 'saml2_bearer' ? { hint: t('configure.assertion.samlHint') } : {})}
      />
      <SettingRow name="assertionIssuer" control={{ kind: 'text', placeholder: profile.clientId }} />
      <SettingRow
        name="assertionSubject"
        control={{ kind: 'text', placeholder: profile.username || profile.clientId }}
      />
      <SettingRow name="assertionAudience" control={{ kind: 'text', placeholder: profile.dialect.endpoints.token }} />
      <SettingRow name="assertionClaims" control={{ kind: 'area', placeholder: '{ "department": "sales" }' }} />
    </>
  )
}
