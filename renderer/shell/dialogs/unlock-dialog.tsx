import { Modal } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../../shared/lib/problem.ts'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { showDialog } from '../../stores/app-store.ts'
import { useConnection } from '../../use-connection.ts'
import { takeVault } from '../take-vault.ts'
import { PassphraseField } from './passphrase-field.tsx'

/** Opens the vault with its passphrase. */
export function UnlockDialog(): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const [passphrase, setPassphrase] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const close = (): void => showDialog(null)
  const unlock = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setProblem(null)
    setBusy(true)
    const answer = await connection.send('vault.unlock', { passphrase })
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem)
    takeVault(connection, answer.value)
    close()
  }
  return (
    <Modal
      opened
      onClose={close}
      title={t('shell.unlockTitle')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <form className="dialog" onSubmit={(event) => void unlock(event)}>
        <p className="t2">{t('shell.unlockText')}</p>
        <PassphraseField
          label={t('shell.passphrase')}
          value={passphrase}
          error={problem?.code === 'passphrase_wrong' ? t('problems.passphrase_wrong.title') : null}
          isFirst
          onChange={setPassphrase}
        />
        {problem !== null && problem.code !== 'passphrase_wrong' && <ProblemNote problem={problem} />}
        <div className="dialog-actions">
          <button type="button" className="btn" onClick={close}>
            {t('actions.cancel')}
          </button>
          <button type="submit" className="btn primary" disabled={isBusy}>
            {isBusy ? t('shell.unlocking') : t('shell.unlock')}
          </button>
        </div>
      </form>
    </Modal>
  )
}
