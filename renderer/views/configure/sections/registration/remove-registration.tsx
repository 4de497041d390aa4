import { Modal } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Asks once before the provider is told to forget the client. */
export function RemoveRegistration({
  isDisabled,
  host,
  onRemove,
}: {
  readonly isDisabled: boolean
  readonly host: string
  readonly onRemove: () => void
}): ReactNode {
  const { t } = useTranslation()
  const [isAsking, setAsking] = useState(false)
  const close = (): void => setAsking(false)
  return (
    <>
      <button type="button" className="btn sm danger" disabled={isDisabled} onClick={() => setAsking(true)}>
        {t('registration.remove')}
      </button>
      <Modal
        opened={isAsking}
        onClose={close}
        title={t('registration.removeTitle')}
        closeButtonProps={{ 'aria-label': t('actions.close') }}
      >
        <div className="dialog-form">
          <p className="t2">{t('registration.removeAbout', { host })}</p>
          <div className="dialog-foot">
            <span className="grow" />
            <button type="button" className="btn" data-autofocus onClick={close}>
              {t('actions.cancel')}
            </button>
            <button
              type="button"
              className="btn danger"
              onClick={() => {
                close()
                onRemove()
              }}
            >
              {t('registration.remove')}
            </button>
          </div>
        </div>
      </Modal>
    </>
  )
}
