import { useMemo } from 'react'
import type { ProfileRow } from '../../../shared/contract/records.ts'
import { useExchanges } from '../../stores/exchange-store.ts'

/** The row with the state of the run that goes on now, which is known before the host has written the row again. */
export function useRunningRow(row: ProfileRow): ProfileRow {
  const state = useExchanges(({ newest }) => newest[row.id]?.state)
  return useMemo(() => (state === undefined ? row : { ...row, lastRun: state }), [row, state])
}
