import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { grantNames } from '../../../../shared/dialects/grant-names.ts'
import { readTextAt, readTextsAt } from '../draft/document-place.ts'
import { ChoiceField } from '../fields/choice-field.tsx'
import { FieldRow } from '../fields/field-row.tsx'
import { ScopesField } from '../fields/scopes-field.tsx'
import { SegmentField } from '../fields/segment-field.tsx'
import { useForm } from '../form-context.ts'
import { Section } from './form-section.tsx'
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

/** How a token is asked for: the grant, its spelling, PKCE and the scopes. */
export function GrantSection(): ReactNode {
  const { t } = useTranslation()
  const { document } = useForm()
  const usual = readTextsAt(document, `${request}/grants`)
  const ordered = [...usual, ...grantNames.filter((name) => !usual.includes(name))]
  const choices = grantNames
    .toSorted((one, other) => ordered.indexOf(one) - ordered.indexOf(other))
    .map((value) => ({ value, label: t(`configure.grant.names.${value}`) }))
  const pkce = readTextAt(document, `${request}/pkce`)
  return (
    <Section name="grant">
      <FieldRow label={t('configure.grant.grant')} places={['/grant']}>
        <ChoiceField place="/grant" choices={choices} width="w180" />
      </FieldRow>
      <FieldRow label={pkceName} places={[`${request}/pkce`]} isGroup>
        <SegmentField
          place={`${request}/pkce`}
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
      <FieldRow label={t('configure.grant.scopes')} places={['/scopes', `${request}/scopeSeparator`]}>
        <ScopesField />
        <span className="dim nowrap">{t('configure.grant.joinedBy')}</span>
        <SeparatorChoice />
      </FieldRow>
      <GrantTypesTable />
    </Section>
  )
}
