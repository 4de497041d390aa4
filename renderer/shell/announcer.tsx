import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProfileRow } from '../../shared/contract/records.ts'
import type { EpochMs } from '../../shared/lib/units.ts'
import { readClock, subscribeClock } from '../clock.ts'
import { useApp } from '../stores/app-store.ts'
import { useExchanges } from '../stores/exchange-store.ts'
import { profileStore } from '../stores/profile-store.ts'

const moments = [
  { before: 300_000, word: 'fiveMinutes' },
  { before: 60_000, word: 'oneMinute' },
  { before: 0, word: 'ended' },
] as const

interface Passed {
  readonly name: string
  readonly word: (typeof moments)[number]['word']
}

/** The tokens handed out that came to one of the three moments after `since` and until `now`. */
export function listPassed(rows: readonly ProfileRow[], since: EpochMs, now: EpochMs): readonly Passed[] {
  return rows.flatMap((row) => {
    const at = row.expiry?.at ?? null
    if (at === null) return []
    return moments
      .filter(({ before }) => at - before > since && at - before <= now)
      .map(({ word }) => ({ name: row.name, word }))
  })
}

/** Speaks of each handed-out token three times, and of several in one sentence. Ticking seconds are never spoken. */
function useExpirySentence(): string {
  const { t } = useTranslation()
  const [sentence, setSentence] = useState('')
  useEffect(() => {
    let since = readClock()
    return subscribeClock(() => {
      const now = readClock()
      const passed = listPassed(profileStore.getState().rows ?? [], since, now)
      since = now
      if (passed.length > 0) setSentence(passed.map(({ name, word }) => t(`shell.spoken.${word}`, { name })).join(' '))
    })
  }, [t])
  return sentence
}

/** The newest step of the open profile's run, and how it ended. The Run view speaks for itself while it is in sight. */
function useStepSentence(): string {
  const { t } = useTranslation()
  const profileId = useApp((state) => (state.view.kind === 'profile' && state.view.tab !== 'run' ? state.view.id : ''))
  const exchange = useExchanges((state) => state.newest[profileId])
  const step = exchange?.trail.at(-1)
  if (exchange === undefined || step === undefined) return ''
  if (step.kind === 'problem') return t(`problems.${step.problem.code}.title`)
  if (exchange.state === 'received') return t('shell.spoken.received')
  return t('shell.spoken.step', { step: t(`steps.${step.kind}`) })
}

/** The window's polite live region. */
export function Announcer(): ReactNode {
  const step = useStepSentence()
  const expiry = useExpirySentence()
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      <p>{step}</p>
      <p>{expiry}</p>
    </div>
  )
}
