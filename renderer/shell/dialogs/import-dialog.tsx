import { Modal, Textarea } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { type ChangeEvent, type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../../shared/lib/problem.ts'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { showDialog, showView } from '../../stores/app-store.ts'
import { readProfiles } from '../../stores/profile-store.ts'
import { useConnection } from '../../use-connection.ts'

function FileChoice({ onText }: { readonly onText: (text: string) => void }): ReactNode {
  const { t } = useTranslation()
  const choose = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = event.currentTarget.files?.[0]
    if (file !== undefined) onText(await file.text())
  }
  return (
    <label className="btn file">
      <IconFileImport size={15} stroke={1.75} aria-hidden="true" />
      {t('shell.chooseFile')}
      <input
        type="file"
        accept=".json,application/json"
        className="visually-hidden"
        onChange={(event) => void choose(event)}
      />
    </label>
  )
}

/** Reads a profile document that somebody exported. Nothing in it is run or fetched. */
export function ImportDialog(): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const close = (): void => showDialog(null)
  const store = async (replace: boolean): Promise<void> => {
    const answer = await connection.send('profiles.import', { text, store: true, replace })
    if (!answer.ok) return setProblem(answer.problem)
    await readProfiles(connection)
    showView({ kind: 'profile', id: answer.value.profile.id, tab: 'configure' })
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void store(false)
  }
  return (
    <Modal
      opened
      size="lg"
      onClose={close}
      title={t('shell.importTitle')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <form className="dialog" onSubmit={submit}>
        <p className="t2">{t('shell.importText')}</p>
        <FileChoice onText={setText} />
        <Textarea
          aria-label={t('shell.importDocument')}
          placeholder={t('shell.importPlaceholder')}
          value={text}
          rows={10}
          spellCheck={false}
          classNames={{ input: 'mono' }}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {problem !== null && <ProblemNote problem={problem} />}
        <div className="dialog-actions">
          <button type="button" className="btn" onClick={close}>
            {t('actions.cancel')}
          </button>
          {problem?.code === 'profile_exists' && (
            <button type="button" className="btn" onClick={() => void store(true)}>
              {t('shell.importReplace')}
            </button>
          )}
          <button type="submit" className="btn primary">
            {t('shell.import')}
          </button>
        </div>
      </form>
    </Modal>
  )
}
