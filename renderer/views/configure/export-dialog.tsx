import { Modal } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '../../../shared/contract/calls.ts'
import { copyPlainText } from '../../clipboard.ts'
import { addProblem } from '../../stores/app-store.ts'
import { useConnection } from '../../use-connection.ts'

type Exported = CallOutput<'profiles.export'>

/** Hands a text to the browser as a file. */
function saveFile({ fileName, text }: Exported): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  URL.revokeObjectURL(url)
}

function useExported(id: string, onFail: () => void): Exported | null {
  const connection = useConnection()
  const [exported, setExported] = useState<Exported | null>(null)
  useEffect(() => {
    void connection.send('profiles.export', { id }).then((answer) => {
      if (answer.ok) return setExported(answer.value)
      addProblem(answer.problem)
      onFail()
    })
  }, [connection, id, onFail])
  return exported
}

/** The profile as others may have it: readable before it leaves, with placeholders where the secrets are. */
export function ExportDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const exported = useExported(id, onClose)
  const [isCopied, setCopied] = useState(false)
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('configure.export.title')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <div className="dialog-form">
        <p className="t2">{t('configure.export.about')}</p>
        <textarea
          className="field code area"
          rows={16}
          readOnly
          value={exported?.text ?? ''}
          aria-label={t('configure.export.document')}
        />
        <div className="dialog-foot">
          <span className="dim ell">{exported?.fileName}</span>
          <span className="grow" />
          <button
            type="button"
            className="btn"
            disabled={exported === null}
            onClick={() => void copyPlainText(exported?.text ?? '').then(setCopied)}
          >
            {t(isCopied ? 'actions.copied' : 'actions.copy')}
          </button>
          <button
            type="button"
            className="btn primary"
            disabled={exported === null}
            data-autofocus
            onClick={() => exported !== null && saveFile(exported)}
          >
            {t('configure.export.save')}
          </button>
        </div>
      </div>
    </Modal>
  )
}
