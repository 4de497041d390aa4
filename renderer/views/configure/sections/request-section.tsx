import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readTextAt } from '../draft/document-place.ts'
import { FieldRow } from '../fields/field-row.tsx'
import { ListField } from '../fields/list-field.tsx'
import { PairsField } from '../fields/pairs-field.tsx'
import { SegmentField } from '../fields/segment-field.tsx'
import { Segments } from '../fields/segments.tsx'
import { SwitchField } from '../fields/switch-field.tsx'
import { TextField } from '../fields/text-field.tsx'
import { useForm } from '../form-context.ts'
import { Section } from './form-section.tsx'
import type { RequestName } from './parameter-rows.ts'
import { ParameterTable } from './parameter-table.tsx'

const rules = '/dialect/request'
const ownParameters = {
  authorize: '/authorizeParameters',
  token: '/tokenParameters',
  refresh: '/refreshParameters',
} as const

/** How the token request travels; refreshes follow it. */
function TokenRows(): ReactNode {
  const { t } = useTranslation()
  const [method, placement] = [`${rules}/token/method`, `${rules}/token/placement`]
  return (
    <FieldRow label={t('configure.request.methodAndPlace')} places={[method, placement]} isGroup>
      <SegmentField
        place={method}
        label={t('configure.request.method')}
        segments={(['GET', 'POST', 'PUT'] as const).map((value) => ({ value, label: value }))}
      />
      <SegmentField
        place={placement}
        label={t('configure.request.place')}
        segments={(['query', 'form', 'json', 'header'] as const).map((value) => ({
          value,
          label: t(`configure.request.places.${value}`),
        }))}
      />
    </FieldRow>
  )
}

/** What comes back from the authorization endpoint, and how the code is found in it. */
function AuthorizeRows(): ReactNode {
  const { t } = useTranslation()
  const { document } = useForm()
  const answer = `${rules}/authorize/answer`
  const isRedirect = readTextAt(document, answer) !== 'json'
  const code = isRedirect ? `${rules}/authorize/codeParameter` : `${rules}/authorize/codePlaces`
  return (
    <>
      <FieldRow label={t('configure.request.answer')} places={[answer]} isGroup>
        <SegmentField
          place={answer}
          label={t('configure.request.answer')}
          segments={[
            { value: 'redirect', label: t('configure.request.answers.redirect') },
            { value: 'json', label: t('configure.request.answers.json') },
          ]}
        />
      </FieldRow>
      <FieldRow label={t('configure.request.codeIn')} places={[code]} isGroup={!isRedirect}>
        {isRedirect ? (
          <TextField place={code} isCode width="w180" />
        ) : (
          <ListField place={code} label={t('configure.request.codeIn')} />
        )}
        <span className="dim nowrap">{t('configure.request.codeLives')}</span>
        <TextField
          place={`${rules}/codeLifetime`}
          label={t('configure.request.codeLives')}
          isNumber
          width="w90"
          unit="s"
        />
      </FieldRow>
      <FieldRow label={t('configure.request.signIn')} places={[`${rules}/authorize/sendsCredentials`]} isGroup>
        <SwitchField place={`${rules}/authorize/sendsCredentials`} label={t('configure.request.sendsCredentials')} />
      </FieldRow>
    </>
  )
}

/** Everything that is sent besides the standard parameters. */
function ExtraRows({ name }: { readonly name: RequestName }): ReactNode {
  const { t } = useTranslation()
  const { document } = useForm()
  const parameter = {
    name: t('configure.pairs.name'),
    text: t('configure.pairs.value'),
    add: t('configure.pairs.addParameter'),
  }
  const header = { ...parameter, name: t('configure.pairs.header'), add: t('configure.pairs.addHeader') }
  // A browser sends its own headers; only an endpoint that we ask ourselves can be given some.
  const hasHeaders = name !== 'authorize' || readTextAt(document, `${rules}/authorize/answer`) === 'json'
  const places = { extra: `${rules}/${name}/extra`, headers: `${rules}/${name}/headers` }
  return (
    <>
      <FieldRow label={t('configure.request.extra')} places={[places.extra]} isGroup>
        <PairsField place={places.extra} words={parameter} />
      </FieldRow>
      <FieldRow label={t('configure.request.own')} places={[ownParameters[name]]} isGroup>
        <PairsField place={ownParameters[name]} words={parameter} />
      </FieldRow>
      {hasHeaders && (
        <FieldRow label={t('configure.request.headers')} places={[places.headers]} isGroup>
          <PairsField place={places.headers} words={header} />
        </FieldRow>
      )}
    </>
  )
}

/** How the three requests depart from the standard. */
export function RequestSection(): ReactNode {
  const { t } = useTranslation()
  const [name, setName] = useState<RequestName>('token')
  return (
    <Section
      name="request"
      hint={t('configure.request.hint')}
      actions={
        <Segments<RequestName>
          label={t('configure.request.which')}
          value={name}
          onPick={setName}
          segments={(['authorize', 'token', 'refresh'] as const).map((value) => ({
            value,
            label: t(`configure.requests.${value}`),
          }))}
        />
      }
    >
      {name === 'token' && <TokenRows />}
      {name === 'authorize' && <AuthorizeRows />}
      {name === 'refresh' && <p className="note">{t('configure.request.refreshFollows')}</p>}
      <ParameterTable name={name} />
      <ExtraRows key={name} name={name} />
    </Section>
  )
}
