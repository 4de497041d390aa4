import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { dpopSettingsSchema, signingAlgorithms } from '../../../../shared/flow/profile-settings.ts'
import { ProblemNote } from '../../../parts/problem-note.tsx'
import { readKeys, useKeyStore } from '../../../stores/key-store.ts'
import { useConnection } from '../../../use-connection.ts'
import { SettingRow } from '../fields/setting-row.tsx'
import { useForm } from '../form-context.ts'
import { Section } from './form-section.tsx'
import { KeyRows } from './keys/key-rows.tsx'

const dpopAlgorithms = dpopSettingsSchema.shape.algorithm.unwrap().options

const asChoices = (values: readonly string[]) => values.map((value) => ({ value, label: value }))

/** Reads the public halves again whenever what is stored has changed. */
function useStoredKeys(): void {
  const connection = useConnection()
  const { shown } = useForm()
  useEffect(() => {
    void readKeys(connection, shown.profile.id)
  }, [connection, shown])
}

function KeysProblem(): ReactNode {
  const { shown } = useForm()
  const problem = useKeyStore((state) => (state.profileId === shown.profile.id ? state.problem : null))
  return problem === null ? null : <ProblemNote problem={problem} />
}

/** What the profile signs with and shows: its own key, the key that tokens are bound to, its certificate, whom it trusts. */
export function KeysSection(): ReactNode {
  const { t } = useTranslation()
  useStoredKeys()
  return (
    <Section name="keys" hint={t('configure.keys.hint')}>
      <SettingRow name="algorithm" control={{ kind: 'choice', choices: asChoices(signingAlgorithms) }} />
      <SettingRow name="keyId" control={{ kind: 'text' }} />
      <KeyRows use="signing" />
      <KeyRows use="tls" />
      <SettingRow name="dpop" control={{ kind: 'switch', label: t('configure.keys.dpopOn') }} />
      <SettingRow name="dpopAlgorithm" control={{ kind: 'choice', choices: asChoices(dpopAlgorithms) }} />
      <KeyRows use="dpop" />
      <KeysProblem />
      <SettingRow name="caCertificates" control={{ kind: 'area', placeholder: '-----BEGIN CERTIFICATE-----' }} />
    </Section>
  )
}
