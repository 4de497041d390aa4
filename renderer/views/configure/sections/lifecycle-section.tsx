import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Glyph } from '../../../parts/glyph.tsx'
import { SettingRow } from '../fields/setting-row.tsx'
import { useShownSettings } from '../form-context.ts'
import { useWays } from '../ways-context.ts'
import { Section } from './form-section.tsx'

const calls = ['userinfoMethod', 'introspectionAnswer', 'postLogoutRedirectUri'] as const

/** Where the endpoints are given, as long as there is none to call. */
function NoEndpoint(): ReactNode {
  const { t } = useTranslation()
  const { showSection } = useWays()
  const shown = useShownSettings()
  if (calls.some((name) => shown.includes(name))) return null
  return (
    <p className="note">
      <Glyph kind="info" size={13} /> {t('configure.lifecycle.noEndpoint')}{' '}
      <button type="button" className="link" onClick={() => showSection('endpoints')}>
        {t('configure.sections.endpoints')}
      </button>
    </p>
  )
}

/** How the calls after the token are made, and whether it is refreshed by itself. */
export function LifecycleSection(): ReactNode {
  const { t } = useTranslation()
  const choices = <T extends string>(values: readonly T[], words: (value: T) => string) =>
    values.map((value) => ({ value, label: words(value) }))
  return (
    <Section name="lifecycle" hint={t('configure.lifecycle.hint')}>
      <SettingRow
        name="userinfoMethod"
        control={{ kind: 'choice', choices: choices(['GET', 'POST'], (value) => value) }}
      />
      <SettingRow
        name="userinfoTokenIn"
        control={{
          kind: 'choice',
          choices: choices(['header', 'body'] as const, (value) => t(`configure.lifecycle.tokenIn.${value}`)),
        }}
      />
      <SettingRow
        name="introspectionAnswer"
        control={{
          kind: 'choice',
          choices: choices(['json', 'jwt'] as const, (value) => t(`configure.lifecycle.answers.${value}`)),
        }}
      />
      <SettingRow name="postLogoutRedirectUri" control={{ kind: 'text', placeholder: 'http://127.0.0.1/signed-out' }} />
      <NoEndpoint />
      <SettingRow name="autoRefresh" control={{ kind: 'switch', label: t('configure.lifecycle.autoRefreshOn') }} />
      <SettingRow name="ahead" control={{ kind: 'seconds' }} />
    </Section>
  )
}
