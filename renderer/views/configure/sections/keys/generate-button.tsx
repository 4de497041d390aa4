import { Modal } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeyUse } from '../../../../../shared/contract/records.ts'
import { addNotice } from '../../../../stores/app-store.ts'
import { generateKey } from '../../../../stores/key-store.ts'
import { useConnection } from '../../../../use-connection.ts'
import { isSameJson } from '../../draft/document-place.ts'
import { useForm } from '../../form-context.ts'

/** The settings that decide which key is made; the host takes those that are saved. */
function useIsAsSaved(use: KeyUse): boolean {
  const { profile, shown } = useForm()
  const saved = shown.profile
  if (use === 'dpop') return profile.dpop.algorithm === saved.dpop.algorithm
  if (use === 'tls') return profile.clientId === saved.clientId
  return isSameJson({ ...profile.signing }, { ...saved.signing })
}

/** Asks before a key goes: whoever knows its public half trusts no other. */
function ReplaceDialog({
  onReplace,
  onClose,
}: {
  readonly onReplace: () => void
  readonly onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('configure.keys.replaceTitle')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <div className="dialog-form">
        <p className="t2">{t('configure.keys.replaceAbout')}</p>
        <div className="dialog-foot">
          <span className="grow" />
          <button type="button" className="btn" data-autofocus onClick={onClose}>
            {t('actions.cancel')}
          </button>
          <button type="button" className="btn danger" onClick={onReplace}>
            {t('configure.keys.replace')}
          </button>
        </div>
      </div>
    </Modal>
  )
}

/** Has the host make a key pair for a use. It is stored at once, apart from the draft. */
export function GenerateButton({ use }: { readonly use: KeyUse }): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const { shown, editSecret } = useForm()
  const [isAsking, setAsking] = useState(false)
  const [isMaking, setMaking] = useState(false)
  const secret = use === 'tls' ? 'tls_key' : use === 'dpop' ? 'dpop_key' : 'private_key'
  const isAsSaved = useIsAsSaved(use)
  const generate = async (): Promise<void> => {
    setAsking(false)
    setMaking(true)
    const { id: profileId, signing } = shown.profile
    const isMade = await generateKey(connection, { profileId, use, keyId: use === 'signing' ? signing.keyId : '' })
    setMaking(false)
    if (!isMade) return
    // What was typed and not saved would take the place of the new key with the next save.
    editSecret(secret, undefined)
    if (use === 'tls') editSecret('tls_certificate', undefined)
    addNotice({ kind: 'text', tone: 'ok', text: t('configure.keys.made') })
  }
  return (
    <>
      <button
        type="button"
        className="btn sm"
        disabled={isMaking || !isAsSaved}
        title={isAsSaved ? undefined : t('configure.keys.saveFirst')}
        onClick={() => (shown.hasSecret.includes(secret) ? setAsking(true) : void generate())}
      >
        <IconKey size={14} stroke={1.75} aria-hidden="true" />
        {t('configure.keys.generate')}
      </button>
      {!isAsSaved && <span className="dim">{t('configure.keys.saveFirst')}</span>}
      {isAsking && <ReplaceDialog onReplace={() => void generate()} onClose={() => setAsking(false)} />}
    </>
  )
}
