import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SettingRow } from '../../fields/setting-row.tsx'
import { useForm } from '../../form-context.ts'

const hintKinds = ['login_hint', 'id_token_hint', 'login_hint_token'] as const

/** Who is asked on the other device, and what is shown there (OpenID Connect CIBA Core, section 7.1). */
export function CibaRows(): ReactNode {
  const { t } = useTranslation()
  const { profile } = useForm()
  const choices = hintKinds.map((value) => ({ value, label: t(`configure.ciba.kinds.${value}`) }))
  return (
    <>
      <SettingRow name="hintKind" control={{ kind: 'choice', choices }} />
      <SettingRow name="hint" control={{ kind: 'text', placeholder: profile.username }} />
      <SettingRow name="bindingMessage" control={{ kind: 'text', isCode: false }} />
      <SettingRow name="userCode" control={{ kind: 'text' }} />
      <SettingRow name="requestedExpiry" control={{ kind: 'seconds', isOptional: true }} />
    </>
  )
}
