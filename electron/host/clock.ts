import { type EpochMs, epochMs } from '../../shared/lib/units.ts'

/** Now, by this machine's clock. The only place outside the window that asks it. */
export function readClock(): EpochMs {
  return epochMs(Date.now())
}
