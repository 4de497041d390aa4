import { Modal } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../../shared/lib/problem.ts'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { addNotice, showDialog } from '../../stores/app-store.ts'
import { useConnection } from '../../use-connection.ts'
import { takeVault } from '../take-vault.ts'
import { PassphraseField } from './passphrase-field.tsx'

const shortest = 8

/** Adds a passphrase to the vault, so that what is in memory only is kept, sealed, from now on. */
export function ProtectDialog(): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [isChecked, setChecked] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const close = (): void => showDialog(null)
  const tooShort = passphrase.length < shortest
  const differs = passphrase !== again
  const protect = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setChecked(true)
    if (tooShort || differs) return
    setProblem(null)
    setBusy(true)
    const answer = await connection.send('vault.protect', { passphrase })
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem)
    takeVault(connection, answer.value)
    addNotice({ kind: 'text', tone: 'ok', text: t('shell.protected') })
    close()
  }
  return (
    <Modal opened onClose={close} title={t('shell.protect')} closeButtonProps={{ 'aria-label': t('actions.close') }}>
      <form className="dialog" onSubmit={(event) => void protect(event)}>
        <p className="t2">{t('shell.protectText')}</p>
        <PassphraseField
          label={t('shell.passphrase')}
          value={passphrase}
          error={isChecked && tooShort ? t('shell.passphraseShort', { n: shortest }) : null}
          isFirst
          onChange={setPassphrase}
        />
        <PassphraseField
          label={t('shell.passphraseAgain')}
          value={again}
          error={isChecked && differs ? t('shell.passphraseDiffers') : null}
          onChange={setAgain}
        />
        {problem !== null && <ProblemNote problem={problem} />}
        <div className="dialog-actions">
          <button type="button" className="btn" onClick={close}>
            {t('actions.cancel')}
          </button>
          <button type="submit" className="btn primary" disabled={isBusy}>
            {t('shell.protectDo')}
          </button>
        </div>
      </form>
    </Modal>
  )
}
