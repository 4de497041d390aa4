import { Modal } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readClock } from '../../../clock.ts'
import { buildPastedSample } from './sample.ts'
import { useSamples } from './sample-context.ts'

/** Takes an answer that somebody copied from elsewhere; it stays in this window and is sent nowhere. */
export function PasteSample({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const { paste } = useSamples()
  const [text, setText] = useState('')
  const [status, setStatus] = useState('200')
  const number = Number(status)
  const isStatus = /^[1-5]\d\d$/.test(status)
  const take = (): void => {
    paste(buildPastedSample(text, number, readClock()))
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('configure.paste.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <div className="dialog-form">
        <p className="t2">{t('configure.paste.about')}</p>
        <textarea
          className="field code area"
          rows={12}
          value={text}
          aria-label={t('configure.paste.body')}
          placeholder={'{ "access_token": "…", "expires_in": 3600 }'}
          spellCheck={false}
          data-autofocus
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div className="dialog-foot">
          <label htmlFor="sample-status">{t('configure.paste.status')}</label>
          <span className={isStatus ? 'field code w90' : 'field code w90 bad'}>
            <input
              id="sample-status"
              className="v"
              inputMode="numeric"
              value={status}
              aria-invalid={isStatus ? undefined : true}
              onChange={(event) => setStatus(event.currentTarget.value)}
            />
          </span>
          <span className="grow" />
          <button type="button" className="btn" onClick={onClose}>
            {t('actions.cancel')}
          </button>
          <button type="button" className="btn primary" disabled={text.trim() === '' || !isStatus} onClick={take}>
            {t('configure.paste.use')}
          </button>
        </div>
      </div>
    </Modal>
  )
}
