import { IconFileImport, IconFlask, IconPlayerPlay, IconShieldLock, IconWorldSearch } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { showDialog, showView, useApp } from '../../stores/app-store.ts'
import { startExchange } from '../../stores/exchange-store.ts'
import { useProfiles } from '../../stores/profile-store.ts'
import { useConnection } from '../../use-connection.ts'

const steps = ['authorize', 'redirect', 'request', 'response', 'tokens'] as const

function StepPicture(): ReactNode {
  const { t } = useTranslation()
  return (
    <ol className="frtrail">
      {steps.map((step, index) => (
        <li key={step}>
          <span className="d" aria-hidden="true">
            {index + 1}
          </span>
          <b>{t(`firstRun.steps.${step}.title`)}</b>
          <p>{t(`firstRun.steps.${step}.text`)}</p>
        </li>
      ))}
    </ol>
  )
}

/** The practice profile to begin with: the standard one, or whichever practice profile is still there. */
function usePracticeId(): string | undefined {
  return useProfiles(({ rows }) => {
    const practice = rows?.filter((row) => row.practice) ?? []
    return (practice.find((row) => row.id === 'practice-oidc') ?? practice[0])?.id
  })
}

function Practice(): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const profileId = usePracticeId()
  if (profileId === undefined) return null
  const start = (): void => {
    showView({ kind: 'profile', id: profileId, tab: 'run' })
    void startExchange(connection, { profileId })
  }
  return (
    <section className="card frhero">
      <h2>
        <IconFlask size={19} stroke={1.75} aria-hidden="true" />
        {t('firstRun.practiceTitle')}
      </h2>
      <p>{t('firstRun.practiceText')}</p>
      <button type="button" className="btn primary" onClick={start}>
        <IconPlayerPlay size={16} stroke={1.75} aria-hidden="true" />
        {t('firstRun.practiceStart')}
      </button>
    </section>
  )
}

function SecretsNote(): ReactNode {
  const { t } = useTranslation()
  const isPersistent = useApp((state) => state.status?.vault.persistent === true)
  return (
    <div className="frnote">
      <IconShieldLock size={15} stroke={1.75} aria-hidden="true" />
      <span>{isPersistent ? t('firstRun.sealed') : t('firstRun.memoryOnly')}</span>
    </div>
  )
}

/** What a newcomer sees: what this is, and three ways to begin. */
export function FirstRun(): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="fr">
      <div className="frw">
        <h1>{t('firstRun.title')}</h1>
        <p className="lead">{t('firstRun.lead')}</p>
        <StepPicture />
        <Practice />
        <div className="frgrid">
          <section className="card frc">
            <h3>
              <IconWorldSearch size={17} stroke={1.75} aria-hidden="true" />
              {t('firstRun.connectTitle')}
            </h3>
            <p>{t('firstRun.connectText')}</p>
            <div className="row">
              <button type="button" className="btn" onClick={() => showView({ kind: 'new-profile' })}>
                {t('shell.newProfile')}
              </button>
            </div>
          </section>
          <section className="card frc">
            <h3>
              <IconFileImport size={17} stroke={1.75} aria-hidden="true" />
              {t('firstRun.importTitle')}
            </h3>
            <p>{t('firstRun.importText')}</p>
            <div className="row">
              <button type="button" className="btn" onClick={() => showDialog('import')}>
                {t('firstRun.importDo')}
              </button>
            </div>
          </section>
        </div>
        <SecretsNote />
      </div>
    </div>
  )
}
