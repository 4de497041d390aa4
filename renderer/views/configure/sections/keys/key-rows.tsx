import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeyUse } from '../../../../../shared/contract/records.ts'
import type { SecretName } from '../../../../../shared/flow/profile.ts'
import { selectKey, useKeyStore } from '../../../../stores/key-store.ts'
import { FieldRow } from '../../fields/field-row.tsx'
import { SecretRow } from '../../fields/secret-row.tsx'
import { useForm } from '../../form-context.ts'
import { GenerateButton } from './generate-button.tsx'
import { PublicKeyCard } from './public-key-card.tsx'

const secretsOf = {
  signing: ['private_key'],
  dpop: ['dpop_key'],
  tls: ['tls_key', 'tls_certificate'],
} as const satisfies Readonly<Record<KeyUse, readonly SecretName[]>>

/** Tells whether keys of that use have a place in the form: needed, stored, or being written. */
export function useHasKeyRows(use: KeyUse): boolean {
  const { neededSecrets, shown, secrets } = useForm()
  return secretsOf[use].some(
    (name) => neededSecrets.includes(name) || shown.hasSecret.includes(name) || secrets[name] !== undefined,
  )
}

/** One key: pasted or made here, and its public half to register. */
export function KeyRows({ use }: { readonly use: KeyUse }): ReactNode {
  const { t } = useTranslation()
  const { shown, profile } = useForm()
  const key = useKeyStore(selectKey(shown.profile.id, use))
  if (!useHasKeyRows(use)) return null
  const algorithm = use === 'tls' ? null : use === 'dpop' ? profile.dpop.algorithm : profile.signing.algorithm
  return (
    <>
      {secretsOf[use].map((name) => (
        <SecretRow key={name} name={name} isLong />
      ))}
      <FieldRow label={t(`configure.keys.make.${use}`)} places={[`/keys/${use}`]} isGroup>
        <GenerateButton use={use} />
      </FieldRow>
      {key !== null && (
        <FieldRow label={t('configure.keys.publicHalf')} places={[`/keys/${use}/public`]} isGroup>
          <PublicKeyCard shown={key} algorithm={algorithm} />
        </FieldRow>
      )}
    </>
  )
}
