import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SettingRow } from '../../fields/setting-row.tsx'
import { useForm } from '../../form-context.ts'
import { AssertionRows } from './assertion-rows.tsx'
import { CibaRows } from './ciba-rows.tsx'
import { ExchangeRows } from './exchange-rows.tsx'

/** The response types of OAuth 2.0 Multiple Response Types; a space separates their words. */
const responseTypes = {
  implicit: ['id_token token', 'id_token', 'token'],
  hybrid: ['code id_token', 'code token', 'code id_token token'],
} as const

function ResponseTypeRow(): ReactNode {
  const { t } = useTranslation()
  const { profile } = useForm()
  const offered = profile.grant === 'implicit' || profile.grant === 'hybrid' ? responseTypes[profile.grant] : []
  const usual = offered[0] ?? 'code'
  const choices = [
    { value: '', label: t('configure.grant.usualType', { type: usual }) },
    ...offered.map((value) => ({ value, label: value })),
  ]
  return <SettingRow name="responseType" control={{ kind: 'open-choice', choices }} />
}

/** What belongs to one grant only. Each row shows itself where it matters, or where it has a value. */
export function GrantSettings(): ReactNode {
  return (
    <>
      <ResponseTypeRow />
      <SettingRow name="customGrantType" control={{ kind: 'text', placeholder: 'urn:example:grant' }} />
      <ExchangeRows />
      <AssertionRows />
      <CibaRows />
    </>
  )
}
