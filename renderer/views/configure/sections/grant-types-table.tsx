import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { grantNames, grantTypesSchema } from '../../../../shared/dialects/grant-names.ts'
import { readTextAt, readTextsAt } from '../draft/document-place.ts'
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
  // Implicit and hybrid send no grant_type of their own, and the custom grant has a setting for it.
  if (!(grant in grantTypesSchema.shape))
    return (
      <tr>
        <th scope="row" className="std">
          {name}
        </th>
        <td className="dim" colSpan={2}>
          {t(grant === 'custom' ? 'configure.grant.ownType' : 'configure.grant.noType')}
        </td>
        <td>
          <UsualBox grant={grant} />
        </td>
      </tr>
    )
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

/** The rows that say something now: the chosen grant, its refresh, and those that depart from the standard. */
function useRows(isWhole: boolean): readonly SentGrant[] {
  const { document, differences } = useForm()
  if (isWhole) return sentGrants
  const chosen = readTextAt(document, '/grant')
  const places = differences.map(({ pointer }) => pointer)
  const isOwn = (grant: SentGrant): boolean =>
    places.some((place) => place.startsWith(`${request}/grantType`) && place.split('/').includes(grant))
  return sentGrants.filter((grant) => grant === chosen || grant === 'refresh_token' || isOwn(grant))
}

/** What `grant_type` says for each grant: some providers spell it their own way, and some in two. */
export function GrantTypesTable(): ReactNode {
  const { t } = useTranslation()
  const [isWhole, setWhole] = useState(false)
  return (
    <>
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
          {useRows(isWhole).map((grant) => (
            <GrantTypeRow key={grant} grant={grant} />
          ))}
        </tbody>
      </table>
      <button type="button" className="btn xs ghost" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
        {t(isWhole ? 'configure.grant.fewerGrants' : 'configure.grant.allGrants')}
      </button>
    </>
  )
}
