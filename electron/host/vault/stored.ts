import type { EpochMs } from '../../../shared/lib/units.ts'

/** A profile as the vault keeps it. `document` is JSON without secrets; the vault never looks inside. */
export interface StoredProfile {
  readonly id: string
  readonly name: string
  /** The place in the list; profiles sort by it, then by name. */
  readonly position: number
  readonly document: string
  readonly updatedAt: EpochMs
}

/** The readable half of a token set. The tokens themselves are sealed beside it and never part of a list. */
export interface StoredTokenSet {
  readonly id: string
  readonly profileId: string
  /** The exchange that obtained it; null for one that was pasted or imported. May outlive that exchange. */
  readonly exchangeId: string | null
  readonly receivedAt: EpochMs
  /** Readable JSON for lists; holds no token. The vault never looks inside. */
  readonly summary: string
}

/** The readable half of an exchange. Its trail is sealed beside it. */
export interface StoredExchange {
  readonly id: string
  readonly profileId: string
  /** Counts the runs of one profile from 1. */
  readonly run: number
  readonly state: string
  readonly startedAt: EpochMs
  readonly endedAt: EpochMs | null
  /** Readable JSON for lists; holds no token. The vault never looks inside. */
  readonly summary: string
}
