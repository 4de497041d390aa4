import { Modal, Textarea } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../../shared/lib/problem.ts'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { showDialog, useApp } from '../../stores/app-store.ts'
import { useExchanges } from '../../stores/exchange-store.ts'
import { useConnection } from '../../use-connection.ts'

/** Hands a redirect URL, or only its code, to the run that waits for it. */
export function PasteDialog(): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const profileId = useApp((state) => (state.view.kind === 'profile' ? state.view.id : ''))
  const exchangeId = useExchanges((state) => state.newest[profileId]?.id)
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const close = (): void => showDialog(null)
  const paste = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (exchangeId === undefined || text.trim() === '') return
    const answer = await connection.send('exchanges.paste', { id: exchangeId, text: text.trim() })
    if (answer.ok) close()
    else setProblem(answer.problem)
  }
  return (
    <Modal
      opened
      size="lg"
      onClose={close}
      title={t('shell.paste')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <form className="dialog" onSubmit={(event) => void paste(event)}>
        <p className="t2">{t('shell.pasteText')}</p>
        <Textarea
          aria-label={t('shell.paste')}
          value={text}
          rows={4}
          data-autofocus
          spellCheck={false}
          classNames={{ input: 'mono' }}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {problem !== null && <ProblemNote problem={problem} />}
        <div className="dialog-actions">
          <button type="button" className="btn" onClick={close}>
            {t('actions.cancel')}
          </button>
          <button type="submit" className="btn primary">
            {t('shell.pasteDo')}
          </button>
        </div>
      </form>
    </Modal>
  )
}
