import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type GrantName, grantNames } from '../../../../../shared/dialects/grant-names.ts'
import { Glyph } from '../../../../parts/glyph.tsx'
import { readTextAt, readTextsAt } from '../../draft/document-place.ts'
import { settings } from '../../draft/settings.ts'
import { ChoiceField } from '../../fields/choice-field.tsx'
import { FieldRow } from '../../fields/field-row.tsx'
import { useForm } from '../../form-context.ts'
import { type GrantGroup, grantGroups, isRemovedGrant } from './grant-groups.ts'

/** Why the chosen grant should not be used, as RFC 9700 has it. */
function RemovedNote({ grant }: { readonly grant: GrantName }): ReactNode {
  const { t } = useTranslation()
  const { document } = useForm()
  if (!isRemovedGrant(grant, readTextAt(document, settings.responseType))) return null
  const reason = grant === 'password' || grant === 'hybrid' ? grant : 'implicit'
  return (
    <span className="warned">
      <Glyph kind="attention" size={13} />
      <span>{t(`configure.grant.removed.${reason}`)}</span>
    </span>
  )
}

/** The way to a token, out of all there are: what is not offered by the provider says so, what was removed as well. */
export function GrantChoice(): ReactNode {
  const { t } = useTranslation()
  const { document } = useForm()
  const offered = readTextsAt(document, '/dialect/request/grants')
  const grant = grantNames.find((name) => name === readTextAt(document, '/grant')) ?? 'authorization_code'
  const choices = (Object.keys(grantGroups) as readonly GrantGroup[]).flatMap((group) =>
    grantGroups[group].map((value) => {
      const name = t(`configure.grant.names.${value}`)
      const label = offered.includes(value) ? name : t('configure.grant.notOffered', { grant: name })
      return { value, label, group: t(`configure.grant.groups.${group}`) }
    }),
  )
  return (
    <FieldRow
      label={t('configure.grant.grant')}
      places={['/grant']}
      hint={
        <>
          {t(`configure.grant.hints.${grant}`)}
          <RemovedNote grant={grant} />
        </>
      }
    >
      <ChoiceField place="/grant" choices={choices} />
    </FieldRow>
  )
}
