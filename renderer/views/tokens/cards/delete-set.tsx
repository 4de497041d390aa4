import { Modal } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TokenSetRow } from '../../../../shared/contract/records.ts'
import { readClock } from '../../../clock.ts'
import { addNotice, addProblem } from '../../../stores/app-store.ts'
import { useConnection } from '../../../use-connection.ts'
import { useFormats } from '../../../use-formats.ts'

/** Asks before a set is deleted. Deleting is not revoking, and the dialog says so. */
export function DeleteSet({
  row,
  isOpen,
  onClose,
}: {
  readonly row: TokenSetRow
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const formats = useFormats()
  const [isGoing, setGoing] = useState(false)
  const remove = async (): Promise<void> => {
    setGoing(true)
    const answer = await connection.send('tokens.remove', { id: row.id })
    setGoing(false)
    if (!answer.ok) return addProblem(answer.problem)
    onClose()
    addNotice({ kind: 'text', tone: 'ok', text: t('tokens.remove.done') })
  }
  const moment = formats.moment(row.receivedAt, readClock())
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('tokens.remove.title')} size={440}>
      <div className="dialog">
        <p>{t('tokens.remove.text', { count: row.tokens.length, moment })}</p>
        <p className="t2">{t('tokens.remove.note')}</p>
        <div className="dialog-actions">
          <button type="button" className="btn" onClick={onClose} data-autofocus>
            {t('actions.cancel')}
          </button>
          <button type="button" className="btn danger" disabled={isGoing} onClick={() => void remove()}>
            {t('tokens.remove.do')}
          </button>
        </div>
      </div>
    </Modal>
  )
}
