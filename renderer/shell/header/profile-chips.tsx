import { IconFlask } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Profile } from '../../../shared/flow/profile.ts'
import { Chip } from '../../parts/chip.tsx'

/** The member around the tokens, when the dialect looks for them inside another one. */
function readEnvelope(profile: Profile): string | null {
  const parts = (profile.dialect.response.fields.access_token[0] ?? '').split('/').slice(1, -1)
  return parts.length === 0 ? null : parts.join('.')
}

/** What kind of client this is, at a glance. */
export function ProfileChips({ profile }: { readonly profile: Profile }): ReactNode {
  const { t } = useTranslation()
  const { request, issuer } = profile.dialect
  const isOpenId = issuer !== '' || profile.scopes.includes('openid')
  const envelope = readEnvelope(profile)
  const bringsCode = profile.grant === 'authorization_code' || profile.grant === 'hybrid'
  const usesPkce = bringsCode && request.pkce !== 'off'
  return (
    <>
      {profile.practice !== null && (
        <Chip tone="acc" icon={<IconFlask size={13} stroke={1.75} aria-hidden="true" />}>
          {t('shell.chips.practice')}
        </Chip>
      )}
      <Chip tone="line">{isOpenId ? t('shell.chips.openId') : t('shell.chips.oauth')}</Chip>
      {request.token.method !== 'POST' && (
        <Chip tone="line" secondary>
          {request.token.method}
        </Chip>
      )}
      <Chip tone="line" secondary>
        {t(`shell.chips.authentication.${request.clientAuthentication}`)}
      </Chip>
      {envelope !== null && (
        <Chip tone="line" secondary>
          {t('shell.chips.envelope', { name: envelope })}
        </Chip>
      )}
      {usesPkce && (
        <Chip tone="line" secondary>
          {t('shell.chips.pkce', { method: request.pkce })}
        </Chip>
      )}
    </>
  )
}
