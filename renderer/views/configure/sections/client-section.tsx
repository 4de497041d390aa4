import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type ClientAuthentication, clientAuthenticationSchema } from '../../../../shared/dialects/request-rules.ts'
import { macAlgorithms } from '../../../../shared/flow/profile-settings.ts'
import { readPlace } from '../../../../shared/lib/json-pointer.ts'
import { readTextAt } from '../draft/document-place.ts'
import { ChoiceField } from '../fields/choice-field.tsx'
import { FieldRow } from '../fields/field-row.tsx'
import { SecretRow } from '../fields/secret-row.tsx'
import { SettingRow } from '../fields/setting-row.tsx'
import { TextField } from '../fields/text-field.tsx'
import { useForm } from '../form-context.ts'
import { useWays } from '../ways-context.ts'
import { Section } from './form-section.tsx'

const wayPlace = '/dialect/request/clientAuthentication'

/** The ways by what the client shows: a secret, a signature, a certificate, nothing. */
const groups = {
  secret: ['basic', 'basic_raw', 'body', 'query'],
  signature: ['client_secret_jwt', 'private_key_jwt'],
  certificate: ['tls_client_auth', 'self_signed_tls_client_auth'],
  nothing: ['none'],
} as const satisfies Readonly<Record<string, readonly ClientAuthentication[]>>

const keyed: readonly ClientAuthentication[] = ['private_key_jwt', 'tls_client_auth', 'self_signed_tls_client_auth']

function WayRow(): ReactNode {
  const { t } = useTranslation()
  const { document } = useForm()
  const { showSection } = useWays()
  const way = clientAuthenticationSchema.options.find((one) => one === readTextAt(document, wayPlace)) ?? 'none'
  const choices = (Object.keys(groups) as readonly (keyof typeof groups)[]).flatMap((group) =>
    groups[group].map((value) => ({
      value,
      label: t(`configure.client.ways.${value}`),
      group: t(`configure.client.wayGroups.${group}`),
    })),
  )
  const toKeys = (
    <>
      {' '}
      <button type="button" className="link" onClick={() => showSection('keys')}>
        {t('configure.sections.keys')}
      </button>
    </>
  )
  return (
    <FieldRow
      label={t('configure.client.authentication')}
      places={[wayPlace]}
      hint={
        <>
          {t(`configure.client.wayHints.${way}`)}
          {keyed.includes(way) && toKeys}
        </>
      }
    >
      <ChoiceField place={wayPlace} choices={choices} />
    </FieldRow>
  )
}

/** What a signed client assertion says about itself (RFC 7523, section 3). */
function AssertionRows(): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <SettingRow
        name="macAlgorithm"
        control={{ kind: 'choice', choices: macAlgorithms.map((value) => ({ value, label: value })) }}
      />
      <SettingRow
        name="clientAudience"
        control={{
          kind: 'choice',
          choices: (['token_endpoint', 'issuer', 'own'] as const).map((value) => ({
            value,
            label: t(`configure.client.audiences.${value}`),
          })),
        }}
      />
      <SettingRow name="ownAudience" control={{ kind: 'text' }} />
      <SettingRow name="lifetime" control={{ kind: 'seconds' }} />
    </>
  )
}

/** The sign-in name of a person, for what needs it: a password, a backchannel request, an assertion about somebody. */
function UsernameRow(): ReactNode {
  const { t } = useTranslation()
  const { document, neededSecrets, hasSecret } = useForm()
  const grant = readTextAt(document, '/grant')
  const isWanted =
    neededSecrets.includes('password') ||
    hasSecret.includes('password') ||
    readPlace(document, '/dialect/request/authorize/sendsCredentials') === true ||
    grant === 'ciba' ||
    grant === 'jwt_bearer' ||
    readTextAt(document, '/username') !== ''
  if (!isWanted) return null
  return (
    <FieldRow label={t('configure.client.username')} places={['/username']}>
      <TextField place="/username" isCode />
    </FieldRow>
  )
}

/** Who asks: the client, how it proves itself, and a person's sign-in where the provider wants it in the request. */
export function ClientSection(): ReactNode {
  const { t } = useTranslation()
  return (
    <Section name="client">
      <WayRow />
      <FieldRow label={t('configure.client.clientId')} places={['/clientId']}>
        <TextField place="/clientId" isCode />
      </FieldRow>
      <SecretRow name="client_secret" />
      <AssertionRows />
      <UsernameRow />
      <SecretRow name="password" />
    </Section>
  )
}
