import { IconLock } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SecretName } from '../../../../shared/flow/profile.ts'
import { mask } from '../../../../shared/lib/mask.ts'
import { useApp } from '../../../stores/app-store.ts'
import { useForm } from '../form-context.ts'
import { useField } from './use-field.ts'

interface SecretProps {
  readonly name: SecretName
  readonly label: string
  /** Of several lines: a key, a certificate, an assertion. */
  readonly isLong?: boolean
}

/** Where a secret lies, in the words of the status bar. */
function useKeeper(): string {
  const { t } = useTranslation()
  const vault = useApp((state) => state.status?.vault)
  return vault?.persistent === false ? t('configure.secret.inMemory') : t('configure.secret.inVault')
}

function StoredSecret({ name, onReplace }: { readonly name: SecretName; readonly onReplace: () => void }): ReactNode {
  const { t } = useTranslation()
  const { editSecret } = useForm()
  const keeper = useKeeper()
  return (
    <>
      <span className="field">
        <span className="v">
          <span className="mask" role="img" aria-label={t('configure.secret.hidden')}>
            {mask}
          </span>
        </span>
        <IconLock size={14} aria-hidden="true" />
        <span className="dim ell">{keeper}</span>
      </span>
      <button type="button" className="btn xs ghost" data-place={`/secrets/${name}`} onClick={onReplace}>
        {t('configure.secret.replace')}
      </button>
      <button type="button" className="btn xs ghost" onClick={() => editSecret(name, null)}>
        {t('configure.secret.remove')}
      </button>
    </>
  )
}

function RemovedSecret({ name }: { readonly name: SecretName }): ReactNode {
  const { t } = useTranslation()
  const { editSecret } = useForm()
  return (
    <>
      <span className="field">
        <span className="v ph">{t('configure.secret.removed')}</span>
      </span>
      <button type="button" className="btn xs ghost" onClick={() => editSecret(name, undefined)}>
        {t('configure.secret.keep')}
      </button>
    </>
  )
}

interface WrittenProps extends SecretProps {
  readonly onLeave: () => void
}

/** The box itself: one line, or several for what is longer than that. Both hide what is written into them. */
function SecretBox({ name, label, isLong = false }: SecretProps): ReactNode {
  const { t } = useTranslation()
  const { secrets, editSecret } = useForm()
  const field = useField(`/secrets/${name}`)
  const common = {
    ...field.attributes,
    value: secrets[name] ?? '',
    'aria-label': label,
    placeholder: t('configure.secret.write'),
    spellCheck: false,
  }
  const write = (text: string): void => editSecret(name, text || undefined)
  if (isLong)
    return (
      <textarea
        {...common}
        className={field.isBad ? 'field code area hidden-text bad' : 'field code area hidden-text'}
        rows={3}
        autoComplete="off"
        onChange={(event) => write(event.currentTarget.value)}
      />
    )
  const value = secrets[name] ?? ''
  // A space that came along with a copy is the commonest reason for a refused client, and nobody can see it.
  const hasSpaces = value !== value.trim()
  return (
    <span className={field.isBad ? 'field code bad' : 'field code'}>
      <input
        {...common}
        className="v"
        type="password"
        autoComplete="new-password"
        onChange={(event) => write(event.currentTarget.value)}
      />
      {hasSpaces && <span className="warn ell">{t('configure.secret.spaces')}</span>}
    </span>
  )
}

function WrittenSecret({ onLeave, ...secret }: WrittenProps): ReactNode {
  const { t } = useTranslation()
  const { shown } = useForm()
  const { name } = secret
  return (
    <>
      <SecretBox {...secret} />
      {shown.hasSecret.includes(name) && (
        <button type="button" className="btn xs ghost" onClick={onLeave}>
          {t('configure.secret.keep')}
        </button>
      )}
    </>
  )
}

/** A secret can be written, replaced and removed; once stored it is never shown here. */
export function SecretField({ name, label, isLong = false }: SecretProps): ReactNode {
  const { secrets, editSecret, shown, isChanged } = useForm()
  const [isReplacing, setReplacing] = useState(false)
  const [wasChanged, setWasChanged] = useState(isChanged)
  // Saved or discarded: either way there is nothing left to write.
  if (wasChanged !== isChanged) {
    setWasChanged(isChanged)
    if (!isChanged) setReplacing(false)
  }
  const change = secrets[name]
  if (change === null) return <RemovedSecret name={name} />
  if (shown.hasSecret.includes(name) && change === undefined && !isReplacing)
    return <StoredSecret name={name} onReplace={() => setReplacing(true)} />
  const leave = (): void => {
    setReplacing(false)
    editSecret(name, undefined)
  }
  return <WrittenSecret name={name} label={label} isLong={isLong} onLeave={leave} />
}
