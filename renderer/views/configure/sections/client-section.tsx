import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { readPlace } from '../../../../shared/lib/json-pointer.ts'
import { readTextAt, readTextsAt } from '../draft/document-place.ts'
import { FieldRow } from '../fields/field-row.tsx'
import { SecretField } from '../fields/secret-field.tsx'
import { SegmentField } from '../fields/segment-field.tsx'
import { TextField } from '../fields/text-field.tsx'
import { useForm } from '../form-context.ts'
import { Section } from './form-section.tsx'

/** The ways that are built; the schema knows more, and they are offered when they work. */
const ways = ['basic', 'basic_raw', 'body', 'query', 'none'] as const

const wayPlace = '/dialect/request/clientAuthentication'

/** The sign-in name and password of a person, for the two things that need them. */
function PersonRows(): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <FieldRow label={t('configure.client.username')} places={['/username']}>
        <TextField place="/username" isCode />
      </FieldRow>
      <FieldRow label={t('configure.client.password')} places={['/secrets/password']} isGroup>
        <SecretField name="password" label={t('configure.client.password')} />
      </FieldRow>
    </>
  )
}

/** Who asks: the client, how it proves itself, and a person's sign-in where the provider wants it in the request. */
export function ClientSection(): ReactNode {
  const { t } = useTranslation()
  const { document, hasSecret, shown } = useForm()
  const way = readTextAt(document, wayPlace)
  const asksPerson =
    readTextAt(document, '/grant') === 'password' ||
    readPlace(document, '/dialect/request/authorize/sendsCredentials') === true ||
    readTextsAt(document, '/dialect/request/grants').includes('password') ||
    hasSecret.includes('password')
  const hasClientSecret = way !== 'none' || shown.hasSecret.includes('client_secret')
  return (
    <Section name="client">
      <FieldRow
        label={t('configure.client.authentication')}
        places={[wayPlace]}
        isGroup
        hint={t(`configure.client.wayHints.${ways.find((one) => one === way) ?? 'none'}`)}
      >
        <SegmentField
          place={wayPlace}
          label={t('configure.client.authentication')}
          segments={ways.map((value) => ({ value, label: t(`configure.client.ways.${value}`) }))}
        />
      </FieldRow>
      <FieldRow label={t('configure.client.clientId')} places={['/clientId']}>
        <TextField place="/clientId" isCode />
      </FieldRow>
      {hasClientSecret && (
        <FieldRow label={t('configure.client.clientSecret')} places={['/secrets/client_secret']} isGroup>
          <SecretField name="client_secret" label={t('configure.client.clientSecret')} />
        </FieldRow>
      )}
      {asksPerson && <PersonRows />}
    </Section>
  )
}
