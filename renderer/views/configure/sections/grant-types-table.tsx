import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { grantNames } from '../../../../shared/dialects/grant-names.ts'
import { readTextsAt } from '../draft/document-place.ts'
import { ListField } from '../fields/list-field.tsx'
import { TextField } from '../fields/text-field.tsx'
import { useIsChanged } from '../fields/use-field.ts'
import { useForm } from '../form-context.ts'

const request = '/dialect/request'
const sentGrants = [...grantNames, 'refresh_token'] as const
type SentGrant = (typeof sentGrants)[number]

/** Whether the provider is known to take a grant; a refresh is no choice of its own. */
function UsualBox({ grant }: { readonly grant: SentGrant }): ReactNode {
  const { t } = useTranslation()
  const { document, edit } = useForm()
  const usual = readTextsAt(document, `${request}/grants`)
  if (grant === 'refresh_token') return <span className="dim">–</span>
  const isUsual = usual.includes(grant)
  const toggle = (): void =>
    edit(`${request}/grants`, isUsual ? usual.filter((name) => name !== grant) : [...usual, grant])
  return (
    <input
      type="checkbox"
      checked={isUsual}
      aria-label={t('configure.grant.usualFor', { grant: t(`configure.grant.names.${grant}`) })}
      onChange={toggle}
    />
  )
}

function GrantTypeRow({ grant }: { readonly grant: SentGrant }): ReactNode {
  const { t } = useTranslation()
  const { document } = useForm()
  const place = `${request}/grantTypes/${grant}`
  const choicesPlace = `${request}/grantTypeChoices/${grant}`
  const isChanged = useIsChanged([place, choicesPlace])
  const name = t(`configure.grant.names.${grant}`)
  return (
    <tr>
      <th scope="row" className="std">
        {isChanged && <i className="dotc" />}
        {name}
      </th>
      <td className="in">
        <TextField
          place={place}
          label={t('configure.grant.sentFor', { grant: name })}
          choices={readTextsAt(document, choicesPlace)}
          isCode
        />
      </td>
      <td className="in">
        <ListField place={choicesPlace} label={t('configure.grant.choicesFor', { grant: name })} blank={grant} />
      </td>
      <td>
        <UsualBox grant={grant} />
      </td>
    </tr>
  )
}

/** What `grant_type` says for each grant: some providers spell it their own way, and some in two. */
export function GrantTypesTable(): ReactNode {
  const { t } = useTranslation()
  return (
    <table className="ptable grants">
      <caption>{t('configure.grant.typesCaption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('configure.grant.grant')}</th>
          <th scope="col">{t('configure.grant.sentAs')}</th>
          <th scope="col">{t('configure.grant.spellings')}</th>
          <th scope="col">{t('configure.grant.usual')}</th>
        </tr>
      </thead>
      <tbody>
        {sentGrants.map((grant) => (
          <GrantTypeRow key={grant} grant={grant} />
        ))}
      </tbody>
    </table>
  )
}
