import { IconWorldDownload } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readTextAt } from '../draft/document-place.ts'
import { readProfileVariables } from '../draft/variable-names.ts'
import { FieldRow } from '../fields/field-row.tsx'
import { TemplateField } from '../fields/template-field.tsx'
import { useForm } from '../form-context.ts'
import { IssuerDialog } from '../issuer/issuer-dialog.tsx'
import { Section } from './form-section.tsx'
import { VariableRow } from './variable-row.tsx'

const otherEndpoints = [
  'deviceAuthorization',
  'backchannelAuthentication',
  'pushedAuthorization',
  'refresh',
  'userinfo',
  'introspection',
  'revocation',
  'endSession',
  'registration',
  'jwks',
  'discovery',
] as const
type OtherEndpoint = (typeof otherEndpoints)[number]

function EndpointRow({ name }: { readonly name: 'authorization' | 'token' | OtherEndpoint }): ReactNode {
  const { t } = useTranslation()
  const place = `/dialect/endpoints/${name}`
  return (
    <FieldRow label={t(`configure.endpoints.${name}`)} places={[place]}>
      <TemplateField place={place} />
    </FieldRow>
  )
}

/** The endpoints that a run does not need; those without an address stay folded until somebody adds one. */
function OtherEndpoints(): ReactNode {
  const { t } = useTranslation()
  const { document, marks } = useForm()
  const [isOpen, setOpen] = useState(false)
  // One that a run would miss is shown with its message, and so is one that has an address.
  const isSet = (name: OtherEndpoint): boolean => {
    const place = `/dialect/endpoints/${name}`
    return readTextAt(document, place) !== '' || marks.some((mark) => mark.pointer === place)
  }
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
  const [isAsking, setAsking] = useState(false)
  return (
    <Section
      name="endpoints"
      hint={t('configure.endpoints.hint')}
      actions={
        <button type="button" className="btn xs" onClick={() => setAsking(true)}>
          <IconWorldDownload size={13} stroke={1.75} aria-hidden="true" />
          {t('metadata.open')}
        </button>
      }
    >
      {isAsking && <IssuerDialog onClose={() => setAsking(false)} />}
      <EndpointRow name="authorization" />
      <EndpointRow name="token" />
      {readProfileVariables(document).map((variable) => (
        <VariableRow key={variable.name} variable={variable} />
      ))}
      <OtherEndpoints />
    </Section>
  )
}
