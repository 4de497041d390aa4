import { PasswordInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallInput } from '../../../../shared/contract/calls.ts'
import { readUrl } from '../../../../shared/lib/url.ts'
import { selectCall, startRegistration, useCalls } from '../../../stores/call-store.ts'
import { useConnection } from '../../../use-connection.ts'
import { CallResult } from '../../tokens/calls/call-result.tsx'
import '../../tokens/calls/calls.css'
import { FieldRow } from '../fields/field-row.tsx'
import { SecretRow } from '../fields/secret-row.tsx'
import { SettingRow } from '../fields/setting-row.tsx'
import { useForm } from '../form-context.ts'
import { Section } from './form-section.tsx'
import { RemoveRegistration } from './registration/remove-registration.tsx'

type Action = CallInput<'registration.start'>['action']

const readHost = (address: string): string => readUrl(address)?.host ?? address

/** What can be done with the registration; all of it takes what is saved, and names the host that is asked. */
function Actions({ token }: { readonly token: string }): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const { shown, isChanged } = useForm()
  const { id, registrationClientUri: uri, dialect } = shown.profile
  const call = useCalls(selectCall(id, 'registration'))
  const isGoing = call !== null && call.endedAt === null
  const isKnown = uri !== '' && shown.hasSecret.includes('registration_access_token')
  const start = (action: Action): void => {
    const given = action === 'create' && token !== '' ? { initialAccessToken: token } : {}
    void startRegistration(connection, { profileId: id, action, ...given })
  }
  const { registration } = dialect.endpoints
  const host = readHost(isKnown ? uri : registration)
  return (
    <FieldRow
      label={t('registration.actions')}
      places={['/registration/actions']}
      isGroup
      hint={isChanged ? t('registration.saveFirst') : t('registration.asks', { host })}
    >
      {registration !== '' && (
        <button type="button" className="btn sm" disabled={isGoing || isChanged} onClick={() => start('create')}>
          {t(isKnown ? 'registration.again' : 'registration.create')}
        </button>
      )}
      {isKnown && (
        <>
          <button type="button" className="btn sm" disabled={isGoing || isChanged} onClick={() => start('read')}>
            {t('registration.read')}
          </button>
          <button type="button" className="btn sm" disabled={isGoing || isChanged} onClick={() => start('update')}>
            {t('registration.update')}
          </button>
          <span className="grow" />
          <RemoveRegistration isDisabled={isGoing || isChanged} host={host} onRemove={() => start('remove')} />
        </>
      )}
    </FieldRow>
  )
}

/** Registering this client with the provider, and what is known of its registration (RFC 7591, RFC 7592). */
export function RegistrationSection(): ReactNode {
  const { t } = useTranslation()
  const { shown } = useForm()
  const { id, dialect } = shown.profile
  const call = useCalls(selectCall(id, 'registration'))
  const [token, setToken] = useState('')
  return (
    <Section name="registration" hint={t('registration.hint')}>
      {dialect.endpoints.registration !== '' && (
        <FieldRow
          label={t('registration.initialToken')}
          places={['/registration/initialToken']}
          hint={t('registration.initialTokenHint')}
        >
          <PasswordInput
            id="field-registration-initialToken"
            className="grow"
            value={token}
            autoComplete="off"
            visibilityToggleButtonProps={{ 'aria-label': t('registration.showToken') }}
            onChange={(event) => setToken(event.currentTarget.value)}
          />
        </FieldRow>
      )}
      <Actions token={token} />
      <SettingRow name="registrationClientUri" control={{ kind: 'text' }} />
      <SecretRow name="registration_access_token" />
      {call !== null && <CallResult exchange={call} />}
    </Section>
  )
}
