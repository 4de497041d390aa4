import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SecretName } from '../../../../shared/flow/profile.ts'
import { Glyph } from '../../../parts/glyph.tsx'
import { findCertificateFault, findKeyFault } from '../draft/key-text.ts'
import { useForm } from '../form-context.ts'
import { FieldRow } from './field-row.tsx'
import { SecretField } from './secret-field.tsx'

const keys: readonly SecretName[] = ['private_key', 'dpop_key', 'tls_key']

/** What can be seen of a pasted key before it is stored: that it is none, or only its public half. */
function PastedFault({ name }: { readonly name: SecretName }): ReactNode {
  const { t } = useTranslation()
  const text = useForm().secrets[name] ?? ''
  const isCertificate = name === 'tls_certificate'
  const fault = keys.includes(name) ? findKeyFault(text) : isCertificate ? findCertificateFault(text) : null
  if (fault === null) return null
  return (
    <span className="fault" role="status">
      <Glyph kind="attention" size={13} />
      <span>{t(`configure.keys.faults.${fault}`)}</span>
    </span>
  )
}

/** A secret with its label. It is shown where it is needed, and where one is stored although nothing needs it now. */
export function SecretRow({
  name,
  isLong = false,
  hint,
  actions,
}: {
  readonly name: SecretName
  readonly isLong?: boolean
  readonly hint?: ReactNode
  readonly actions?: ReactNode
}): ReactNode {
  const { t } = useTranslation()
  const { neededSecrets, shown, secrets } = useForm()
  const label = t(`configure.secrets.${name}.label`)
  if (!neededSecrets.includes(name) && !shown.hasSecret.includes(name) && secrets[name] === undefined) return null
  return (
    <FieldRow label={label} places={[`/secrets/${name}`]} isGroup hint={hint ?? t(`configure.secrets.${name}.hint`)}>
      <div className={isLong ? 'stack' : 'stack one'}>
        <span className="line">
          <SecretField name={name} label={label} isLong={isLong} />
          {actions}
        </span>
        <PastedFault name={name} />
      </div>
    </FieldRow>
  )
}
