import { PasswordInput, Switch, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readUrl } from '../../../../shared/lib/url.ts'
import { useConnection } from '../../../use-connection.ts'
import { createFromIssuer } from './create-from-issuer.ts'
import type { IssuerOffer } from './issuer-offer.ts'

interface RegisterProps {
  readonly offer: IssuerOffer
  readonly register: boolean
  readonly onRegister: (register: boolean) => void
  readonly token: string
  readonly onToken: (token: string) => void
}

/** Registering is another request to the provider, so it is off until somebody wants it, and names its host. */
function RegisterRows({ offer, register, onRegister, token, onToken }: RegisterProps): ReactNode {
  const { t } = useTranslation()
  if (!offer.canRegister) return null
  const host = readUrl(offer.profile.dialect.endpoints.registration)?.host ?? ''
  return (
    <>
      <Switch
        checked={register}
        label={t('metadata.register')}
        description={t('metadata.registerText', { host })}
        onChange={(event) => onRegister(event.currentTarget.checked)}
      />
      {register && (
        <PasswordInput
          label={t('registration.initialToken')}
          description={t('registration.initialTokenHint')}
          value={token}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': t('registration.showToken') }}
          onChange={(event) => onToken(event.currentTarget.value)}
        />
      )}
    </>
  )
}

/** The last step: a name, whether to register there, create. */
export function IssuerCreate({ offer }: { readonly offer: IssuerOffer }): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const [name, setName] = useState(offer.profile.name)
  const [register, setRegister] = useState(false)
  const [token, setToken] = useState('')
  const [isSaving, setSaving] = useState(false)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isSaving || name.trim() === '') return
    setSaving(true)
    void createFromIssuer(connection, { offer, name: name.trim(), register, initialAccessToken: token }).then(() =>
      setSaving(false),
    )
  }
  return (
    <form className="foot" onSubmit={submit}>
      <RegisterRows offer={offer} register={register} onRegister={setRegister} token={token} onToken={setToken} />
      <TextInput
        label={t('newProfile.name')}
        value={name}
        error={name.trim() === '' ? t('newProfile.nameMissing') : null}
        maxLength={120}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div className="gdo">
        <button type="submit" className="btn primary grow" disabled={isSaving || name.trim() === ''}>
          {t(register ? 'metadata.createAndRegister' : 'newProfile.createAndConfigure')}
        </button>
      </div>
    </form>
  )
}
