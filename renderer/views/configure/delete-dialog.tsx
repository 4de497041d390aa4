import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { addProblem } from '../../stores/app-store.ts'
import { useConnection } from '../../use-connection.ts'
import { discardDraft } from './draft/draft-store.ts'
import { useForm } from './form-context.ts'

/** Asks once before a profile goes with everything that hangs on it. */
export function DeleteDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const { id, name } = useForm().shown.profile
  const remove = async (): Promise<void> => {
    const removed = await connection.send('profiles.remove', { id })
    if (removed.ok) discardDraft(id)
    else addProblem(removed.problem)
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('configure.delete.title', { name })}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <div className="dialog-form">
        <p className="t2">{t('configure.delete.about')}</p>
        <div className="dialog-foot">
          <span className="grow" />
          <button type="button" className="btn" data-autofocus onClick={onClose}>
            {t('actions.cancel')}
          </button>
          <button type="button" className="btn danger" onClick={() => void remove()}>
            {t('configure.delete.confirm')}
          </button>
        </div>
      </div>
    </Modal>
  )
}
