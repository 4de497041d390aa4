import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { readTextAt } from '../draft/document-place.ts'
import { ChoiceField } from '../fields/choice-field.tsx'
import { FieldRow } from '../fields/field-row.tsx'
import { ScopesField } from '../fields/scopes-field.tsx'
import { SegmentField } from '../fields/segment-field.tsx'
import { useForm } from '../form-context.ts'
import { Section } from './form-section.tsx'
import { GrantChoice } from './grant/grant-choice.tsx'
import { GrantSettings } from './grant/grant-settings.tsx'
import { GrantTypesTable } from './grant-types-table.tsx'

const request = '/dialect/request'
/** A name of the protocol, the same in every language. */
const pkceName = 'PKCE'

function SeparatorChoice(): ReactNode {
  const { t } = useTranslation()
  const choices = [
    { value: ' ', label: t('configure.grant.space') },
    { value: ',', label: t('configure.grant.comma') },
    { value: '+', label: t('configure.grant.plus') },
    { value: ';', label: t('configure.grant.semicolon') },
  ]
  return (
    <ChoiceField
      place={`${request}/scopeSeparator`}
      label={t('configure.grant.joinedBy')}
      choices={choices}
      width="w108"
    />
  )
}

/** RFC 7636 protects a code; a grant without one has nothing to protect. */
function PkceRow(): ReactNode {
  const { t } = useTranslation()
  const { document } = useForm()
  const place = `${request}/pkce`
  const pkce = readTextAt(document, place)
  const grant = readTextAt(document, '/grant')
  if (grant !== 'authorization_code' && grant !== 'hybrid' && pkce === 'S256') return null
  return (
    <FieldRow label={pkceName} places={[place]} isGroup>
      <SegmentField
        place={place}
        label={pkceName}
        segments={[
          { value: 'S256', label: 'S256' },
          { value: 'plain', label: 'plain' },
          { value: 'off', label: t('configure.grant.off') },
        ]}
      />
      <span className="dim ell">
        {t(`configure.grant.pkceHints.${pkce === 'plain' || pkce === 'off' ? pkce : 'S256'}`)}
      </span>
    </FieldRow>
  )
}

/** How a token is asked for: the grant with what belongs to it, PKCE, the scopes, and how the grants are spelt. */
export function GrantSection(): ReactNode {
  const { t } = useTranslation()
  return (
    <Section name="grant">
      <GrantChoice />
      <GrantSettings />
      <PkceRow />
      <FieldRow label={t('configure.grant.scopes')} places={['/scopes', `${request}/scopeSeparator`]}>
        <ScopesField />
        <span className="dim nowrap">{t('configure.grant.joinedBy')}</span>
        <SeparatorChoice />
      </FieldRow>
      <GrantTypesTable />
    </Section>
  )
}
