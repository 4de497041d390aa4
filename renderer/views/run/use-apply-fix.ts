import { useTranslation } from 'react-i18next'
import type { Fix } from '../../../shared/lib/finding.ts'
import { readPlace } from '../../../shared/lib/json-pointer.ts'
import type { JsonValue } from '../../../shared/lib/json-value.ts'
import { addNotice, addProblem } from '../../stores/app-store.ts'
import { selectShown, takeShownProfile, useProfiles } from '../../stores/profile-store.ts'
import { useConnection } from '../../use-connection.ts'
import { buildFixedProfile } from './fixed-profile.ts'

/** A fix against the profile as it is now. */
export interface ApplicableFix {
  /** What stands there now, as text; `null` when nothing does. */
  readonly before: string | null
  readonly after: string
  /** The profile already has it. */
  readonly applied: boolean
  readonly apply: () => Promise<void>
}

const readText = (value: JsonValue | undefined): string | null =>
  value === undefined || value === null ? null : typeof value === 'string' ? value : JSON.stringify(value)

/** What a fix would change in the open profile; `null` when it cannot be applied to it. Only a click saves it. */
export function useApplyFix(profileId: string, fix: Fix | undefined): ApplicableFix | null {
  const { t } = useTranslation()
  const connection = useConnection()
  const profile = useProfiles((state) => selectShown(profileId)(state)?.profile ?? null)
  if (fix === undefined || profile === null) return null
  const fixed = buildFixedProfile(profile, fix)
  if (fixed === null) return null
  const before = readPlace(profile as unknown as JsonValue, fix.place)
  const apply = async (): Promise<void> => {
    const saved = await connection.send('profiles.save', { profile: fixed })
    if (!saved.ok) return addProblem(saved.problem)
    takeShownProfile(saved.value)
    addNotice({ kind: 'text', tone: 'ok', text: t('run.fix.saved') })
  }
  return { before: readText(before), after: readText(fix.value) ?? '', applied: before === fix.value, apply }
}
