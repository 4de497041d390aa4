import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useProfiles } from '../../../../stores/profile-store.ts'
import type { Choice } from '../../fields/choice-field.tsx'
import { SecretRow } from '../../fields/secret-row.tsx'
import { SettingRow } from '../../fields/setting-row.tsx'
import { useForm } from '../../form-context.ts'

const prefix = 'urn:ietf:params:oauth:token-type:'

/** The types that RFC 8693, section 3 names. */
const tokenTypes = ['access_token', 'refresh_token', 'id_token', 'jwt', 'saml1', 'saml2'] as const

function useTypes(): readonly Choice[] {
  const { t } = useTranslation()
  return tokenTypes.map((type) => ({ value: `${prefix}${type}`, label: t(`configure.exchange.types.${type}`) }))
}

/** The other profiles, by name: the newest token of one of them can be handed in. */
function useOtherProfiles(): readonly Choice[] {
  const { t } = useTranslation()
  const { shown } = useForm()
  const rows = useProfiles((state) => state.rows) ?? []
  return [
    { value: '', label: t('configure.exchange.pasted') },
    ...rows
      .filter((row) => row.id !== shown.profile.id)
      .map(({ id, name }) => ({ value: id, label: name, group: t('configure.exchange.newestOf') })),
  ]
}

/** Whose tokens are handed in, of which types, and what is wanted for them (RFC 8693, section 2.1). */
export function ExchangeRows(): ReactNode {
  const { t } = useTranslation()
  const types = useTypes()
  const profiles = useOtherProfiles()
  const optional = (label: string): readonly Choice[] => [{ value: '', label }, ...types]
  return (
    <>
      <SettingRow name="subjectTokenType" control={{ kind: 'open-choice', choices: types }} />
      <SettingRow name="subjectProfile" control={{ kind: 'choice', choices: profiles }} />
      <SecretRow name="subject_token" isLong />
      <SettingRow
        name="actorTokenType"
        control={{ kind: 'open-choice', choices: optional(t('configure.exchange.noActor')) }}
      />
      <SettingRow name="actorProfile" control={{ kind: 'choice', choices: profiles }} />
      <SecretRow name="actor_token" isLong />
      <SettingRow
        name="requestedTokenType"
        control={{ kind: 'open-choice', choices: optional(t('configure.exchange.anyType')) }}
      />
    </>
  )
}
