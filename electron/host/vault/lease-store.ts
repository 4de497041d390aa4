import type { Outcome } from '../../../shared/lib/outcome.ts'
import type { EpochMs } from '../../../shared/lib/units.ts'
import type { VaultSession } from './vault-session.ts'

/** What one process wants to do alone, and how long it may take. */
export interface LeaseWish {
  readonly name: string
  readonly owner: string
  readonly now: EpochMs
  /** Milliseconds. The owner renews it before they are over. */
  readonly lasts: number
}

/**
 * `taken`: it was free. `left`: an earlier owner let it run out, so that what it did has no end that anybody knows of.
 * `held`: somebody else has it.
 */
export type LeaseAnswer = 'taken' | 'left' | 'held'

/** Leases among all processes of one vault: whoever has one does what it names alone. */
export interface LeaseStore {
  take(wish: LeaseWish): Outcome<LeaseAnswer>
  /** Gives the owner it for longer; false when it has gone to somebody else. */
  renew(wish: LeaseWish): Outcome<boolean>
  /** Ends it; false when it was not the owner's any more. */
  release(name: string, owner: string): Outcome<boolean>
}

const upsert = `INSERT INTO leases (name, owner, until) VALUES (?, ?, ?)
  ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until`

/** The leases of one vault. Taking one is a single transaction, so two processes never both get it. */
export function createLeaseStore(session: VaultSession): LeaseStore {
  return {
    take: ({ name, owner, now, lasts }) =>
      session.write((database): LeaseAnswer => {
        const [holder, until] = database.row<[string, number]>('SELECT owner, until FROM leases WHERE name = ?', [
          name,
        ]) ?? [null, 0]
        // A lease that ends later than anybody could ask for was written under a clock that has been set back since.
        const isLive = until > now && until <= now + 2 * lasts
        if (holder !== null && holder !== owner && isLive) return 'held'
        database.run(upsert, [name, owner, now + lasts])
        return holder === null || holder === owner ? 'taken' : 'left'
      }),
    renew: ({ name, owner, now, lasts }) =>
      session.write(
        (database) =>
          database.run('UPDATE leases SET until = ? WHERE name = ? AND owner = ?', [now + lasts, name, owner]) > 0,
      ),
    release: (name, owner) =>
      session.write((database) => database.run('DELETE FROM leases WHERE name = ? AND owner = ?', [name, owner]) > 0),
  }
}
