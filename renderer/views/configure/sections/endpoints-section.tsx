import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { buildPointer } from '../../../../shared/lib/json-pointer.ts'
import { readTextAt } from '../draft/document-place.ts'
import { readProfileVariables, type VariableWords } from '../draft/variable-names.ts'
import { FieldRow } from '../fields/field-row.tsx'
import { TemplateField } from '../fields/template-field.tsx'
import { useField } from '../fields/use-field.ts'
import { useForm } from '../form-context.ts'
import { Section } from './form-section.tsx'

const otherEndpoints = ['refresh', 'userinfo', 'introspection', 'revocation', 'jwks', 'discovery'] as const

function EndpointRow({
  name,
}: {
  readonly name: 'authorization' | 'token' | (typeof otherEndpoints)[number]
}): ReactNode {
  const { t } = useTranslation()
  const place = `/dialect/endpoints/${name}`
  return (
    <FieldRow label={t(`configure.endpoints.${name}`)} places={[place]}>
      <TemplateField place={place} />
    </FieldRow>
  )
}

/** One variable of the templates: its value may itself use variables. */
function VariableRow({ variable }: { readonly variable: VariableWords }): ReactNode {
  const { t } = useTranslation()
  const place = `/variables${buildPointer([variable.name])}`
  const field = useField(place)
  const { example, description } = variable
  return (
    <FieldRow
      label={<span className={field.isBad ? 'var bad mono' : 'var mono'}>{variable.name}</span>}
      places={[place]}
      {...(description === '' ? {} : { hint: description })}
    >
      <span className={field.isBad ? 'field code bad' : 'field code'}>
        <input
          {...field.attributes}
          className="v"
          type="text"
          value={field.text}
          placeholder={t('configure.endpoints.noValue')}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => field.edit(event.currentTarget.value)}
        />
      </span>
      {field.text === '' && example !== '' && (
        <button type="button" className="btn xs ghost" onClick={() => field.edit(example)}>
          <span className="ell">{t('configure.endpoints.useExample', { example })}</span>
        </button>
      )}
    </FieldRow>
  )
}

/** The endpoints that a run does not need; those without an address stay folded until somebody adds one. */
function OtherEndpoints(): ReactNode {
  const { t } = useTranslation()
  const { document } = useForm()
  const [isOpen, setOpen] = useState(false)
  const isSet = (name: (typeof otherEndpoints)[number]): boolean =>
    readTextAt(document, `/dialect/endpoints/${name}`) !== ''
  const absent = otherEndpoints.filter((name) => !isSet(name))
  const names = absent.map((name) => t(`configure.endpoints.${name}`)).join(', ')
  const hasIssuer = isOpen || readTextAt(document, '/dialect/issuer') !== ''
  return (
    <>
      {otherEndpoints
        .filter((name) => isOpen || isSet(name))
        .map((name) => (
          <EndpointRow key={name} name={name} />
        ))}
      {hasIssuer && (
        <FieldRow
          label={t('configure.endpoints.issuer')}
          places={['/dialect/issuer']}
          hint={t('configure.endpoints.issuerHint')}
        >
          <TemplateField place="/dialect/issuer" />
        </FieldRow>
      )}
      {!isOpen && absent.length > 0 && (
        <FieldRow label={t('configure.endpoints.others')} places={[]} isGroup>
          <span className="t2 ell" title={names}>
            {t('configure.endpoints.notSet', { names })}
          </span>
          <span className="grow" />
          <button type="button" className="btn xs ghost" onClick={() => setOpen(true)}>
            {t('configure.list.add')}
          </button>
        </FieldRow>
      )}
    </>
  )
}

/** Where the requests go: templates with a field for each of their variables. */
export function EndpointsSection(): ReactNode {
  const { t } = useTranslation()
  const { document } = useForm()
  return (
    <Section name="endpoints" hint={t('configure.endpoints.hint')}>
      <EndpointRow name="authorization" />
      <EndpointRow name="token" />
      {readProfileVariables(document).map((variable) => (
        <VariableRow key={variable.name} variable={variable} />
      ))}
      <OtherEndpoints />
    </Section>
  )
}
