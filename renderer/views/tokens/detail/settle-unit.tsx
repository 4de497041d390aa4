import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TokenSetRow } from '../../../../shared/contract/records.ts'
import type { Profile } from '../../../../shared/flow/profile.ts'
import type { Connection } from '../../../connection.ts'
import { Glyph } from '../../../parts/glyph.tsx'
import { addNotice, addProblem } from '../../../stores/app-store.ts'
import { selectShown, takeShownProfile, useProfiles } from '../../../stores/profile-store.ts'
import { useConnection } from '../../../use-connection.ts'
import { listSettlings, type Settling, type Unit } from './dispute.ts'
import { buildSettledProfile, isUnitSettled } from './settled-profile.ts'

/** Saves the decision on the profile as the host has it now. Gives whether it is saved. */
async function saveUnit(
  connection: Connection,
  id: string,
  settlings: readonly Settling[],
  unit: Unit,
): Promise<boolean> {
  const shown = await connection.send('profiles.show', { id })
  if (!shown.ok) {
    addProblem(shown.problem)
    return false
  }
  const profile = buildSettledProfile(shown.value.profile, settlings, unit)
  if (profile === null) return false
  const saved = await connection.send('profiles.save', { profile })
  if (saved.ok) takeShownProfile(saved.value)
  else addProblem(saved.problem)
  return saved.ok
}

/** What a person has decided, if they have. */
function readDecision(
  profile: Profile | null,
  settlings: readonly Settling[],
  proved: Unit,
  isKept: boolean,
): 'settled' | 'kept' | null {
  if (profile !== null && isUnitSettled(profile, settlings, proved)) return 'settled'
  return isKept ? 'kept' : null
}

/** Lets a person settle which unit counts from now on. Nothing changes without a click. */
export function SettleUnit({
  row,
  documented,
  proved,
}: {
  readonly row: TokenSetRow
  readonly documented: Unit
  readonly proved: Unit
}): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const profile = useProfiles((state) => selectShown(row.profileId)(state)?.profile ?? null)
  const [isKept, setKept] = useState(false)
  const settlings = listSettlings(row.tokens, documented)
  const decision = readDecision(profile, settlings, proved, isKept)
  const settle = async (): Promise<void> => {
    const saved = await saveUnit(connection, row.profileId, settlings, proved)
    if (saved) addNotice({ kind: 'text', tone: 'ok', text: t('tokens.dispute.savedNotice') })
  }
  if (decision !== null)
    return (
      <div className="dact" role="status">
        <Glyph kind={decision === 'settled' ? 'valid' : 'info'} size={13} />
        <span>
          {decision === 'settled' ? t(`tokens.dispute.settled.${proved}`) : t(`tokens.dispute.kept.${documented}`)}
        </span>
        <span className="grow" />
        {decision === 'kept' && (
          <button type="button" className="btn xs ghost" onClick={() => setKept(false)}>
            {t('tokens.dispute.ask')}
          </button>
        )}
      </div>
    )
  return (
    <div className="dact">
      <button type="button" className="btn xs" disabled={profile === null} onClick={() => void settle()}>
        {t(`tokens.dispute.settle.${proved}`)}
      </button>
      <button type="button" className="btn xs ghost" onClick={() => setKept(true)}>
        {t(`tokens.dispute.keep.${documented}`)}
      </button>
      <span className="grow" />
      <span className="dim">{t('tokens.dispute.place')}</span>
    </div>
  )
}
