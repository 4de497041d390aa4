import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** Asks before runs are deleted: what goes, and what stays. Deleting cannot be undone. */
export function DeleteQuestion({
  opened,
  title,
  text,
  onDelete,
  onClose,
}: {
  readonly opened: boolean
  readonly title: string
  readonly text: string
  readonly onDelete: () => void
  readonly onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('actions.close') }}>
      <p className="t2">{text}</p>
      <div className="hask">
        <button type="button" className="btn sm" onClick={onClose} data-autofocus>
          {t('actions.cancel')}
        </button>
        <button type="button" className="btn sm danger" onClick={onDelete}>
          {t('actions.delete')}
        </button>
      </div>
    </Modal>
  )
}
