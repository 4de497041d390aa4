import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Exchange } from '../../../shared/flow/exchange.ts'
import { readStep } from '../../../shared/flow/exchange.ts'
import { useClockValue } from '../../clock.ts'
import { Glyph } from '../../parts/glyph.tsx'

/** After this a person is told what may be wrong where we cannot look. */
const patienceMs = 20_000

/** Whether a run has been waiting for its redirect for so long that it is worth a word. */
export function useIsLongWait(exchange: Exchange | null): boolean {
  const since = exchange?.state === 'waiting' ? (readStep(exchange, 'authorization-request')?.at ?? null) : null
  return useClockValue((now) => since !== null && now - since > patienceMs)
}

/** What a provider may be saying on its own page, which only the person can see. */
export function WaitingNote(): ReactNode {
  const { t } = useTranslation()
  const causes = ['redirect', 'client', 'scope'] as const
  return (
    <div className="find-i">
      <Glyph kind="info" />
      <div>
        <h3>{t('run.waiting.title')}</h3>
        <p>{t('run.waiting.text')}</p>
        <ul className="causes">
          {causes.map((cause) => (
            <li key={cause}>
              <b>{t(`run.waiting.${cause}`)}</b> {t(`run.waiting.${cause}Hint`)}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
