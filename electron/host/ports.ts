import type { Preferences } from '../../shared/contract/records.ts'
import type { CapturedRedirect } from '../../shared/flow/captured-redirect.ts'
import type { Outcome } from '../../shared/lib/outcome.ts'
import type { EpochMs } from '../../shared/lib/units.ts'
import type { SendLimits } from './send-limits.ts'
import type { Timer } from './timer.ts'
import type { KeyHolder } from './vault/key-holder.ts'

/** What a window needs in order to catch a redirect: the page to show and the address to wait for. */
export interface WindowCatch {
  readonly url: string
  /** Matched by exact origin and path, before that page loads. */
  readonly redirectUri: string
  readonly signal: AbortSignal
}

/** Text for other programs; cleared again after a while if it is still ours. */
export interface ClipboardPort {
  copy(text: string, clearAfterSeconds: number): Promise<Outcome<{ readonly clearsAt: EpochMs | null }>>
  /** Clears it now if it is still ours, or leaves it there for good. */
  settle(clear: boolean): Promise<void>
}

/** Where the person's preferences live: electron-store on the desktop, the vault elsewhere. */
export interface PreferencesPort {
  read(): Preferences
  write(change: Partial<Preferences>): Preferences
}

/**
 * The powers that a door lends to the host. What a door lacks is `null`, and the host then refuses by name instead of
 * doing something else.
 */
export interface HostPorts {
  readonly door: 'desktop' | 'browser' | 'command-line'
  readonly version: string
  /** The data folder. */
  readonly home: string
  now(): EpochMs
  /** Waits that long, or until the signal fires, and never fails; the system's timer unless told otherwise. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>
  /** Deadlines and sizes of what goes out; those of `sendLimits` unless told otherwise. */
  readonly limits?: SendLimits
  /** What calls back for refreshing ahead of the end; the system's unless told otherwise. */
  readonly timer?: Timer
  /** Holders of the vault's key, in the order of preference. */
  readonly holders: readonly KeyHolder[]
  /** Opens a page in the system browser, or `null` where nothing can (the address is then shown). */
  readonly openOutside: ((url: string) => Promise<Outcome<true>>) | null
  readonly catchInWindow: ((wanted: WindowCatch) => Promise<Outcome<CapturedRedirect>>) | null
  readonly clipboard: ClipboardPort | null
  readonly preferences: PreferencesPort | null
}
