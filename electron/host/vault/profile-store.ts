import { type Outcome, ok } from '../../../shared/lib/outcome.ts'
import { epochMs } from '../../../shared/lib/units.ts'
import { cellPlaces, openText, sealText } from './sealed-cell.ts'
import type { StoredProfile } from './stored.ts'
import type { VaultSession } from './vault-session.ts'

/** Profiles and their secrets. Names and documents stay readable while the vault is locked. */
export interface ProfileStore {
  /** By position, then by name. */
  list(): Outcome<readonly StoredProfile[]>
  read(id: string): Outcome<StoredProfile | null>
  /** One transaction: the profile and its secrets. A secret of null is removed; one that is not named stays. */
  write(profile: StoredProfile, secrets?: Readonly<Record<string, string | null>>): Outcome<StoredProfile>
  /** Removes the profile with its secrets, token sets and exchanges; false where there was none. */
  remove(id: string): Outcome<boolean>
  readSecret(profileId: string, name: string): Outcome<string | null>
  secretNames(profileId: string): Outcome<readonly string[]>
  /** The secret names of every profile that has any, by profile id; one query. */
  listSecretNames(): Outcome<ReadonlyMap<string, readonly string[]>>
}

type ProfileRow = readonly [id: string, name: string, position: number, document: string, updatedAt: number]

const select = 'SELECT id, name, position, document, updated_at FROM profiles'
const upsert = `INSERT INTO profiles (id, name, position, document, updated_at) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, position = excluded.position,
  document = excluded.document, updated_at = excluded.updated_at`
const upsertSecret = `INSERT INTO profile_secrets (profile_id, name, sealed) VALUES (?, ?, ?)
  ON CONFLICT (profile_id, name) DO UPDATE SET sealed = excluded.sealed`
const selectSecret = 'SELECT sealed FROM profile_secrets WHERE profile_id = ? AND name = ?'
const selectAllNames = 'SELECT profile_id, name FROM profile_secrets ORDER BY profile_id, name'

function readRow([id, name, position, document, updatedAt]: ProfileRow): StoredProfile {
  return { id, name, position, document, updatedAt: epochMs(updatedAt) }
}

function groupNames(rows: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>()
  for (const [profileId, name] of rows) {
    const known = names.get(profileId)
    if (known === undefined) {
      names.set(profileId, [name])
    } else {
      known.push(name)
    }
  }
  return names
}

function writeProfile(session: VaultSession): ProfileStore['write'] {
  return (profile, secrets = {}) => {
    const entries = Object.entries(secrets)
    // Only a removal is worth emptying the log for; what is replaced there stays sealed.
    const transact = entries.some(([, secret]) => secret === null) ? session.erase : session.write
    return transact((database, key) => {
      database.run(upsert, [profile.id, profile.name, profile.position, profile.document, profile.updatedAt])
      for (const [name, secret] of entries) {
        if (secret === null) {
          database.run('DELETE FROM profile_secrets WHERE profile_id = ? AND name = ?', [profile.id, name])
        } else {
          const sealed = sealText(key, cellPlaces.profileSecret(profile.id, name), secret)
          database.run(upsertSecret, [profile.id, name, sealed])
        }
      }
      return profile
    })
  }
}

/** The profiles of one vault. */
export function createProfileStore(session: VaultSession): ProfileStore {
  return {
    list: () =>
      session.read((database) => database.rows<ProfileRow>(`${select} ORDER BY position, name, id`).map(readRow)),
    read: (id) =>
      session.read((database) => {
        const row = database.row<ProfileRow>(`${select} WHERE id = ?`, [id])
        return row === undefined ? null : readRow(row)
      }),
    write: writeProfile(session),
    remove: (id) => session.erase((database) => database.run('DELETE FROM profiles WHERE id = ?', [id]) > 0),
    readSecret: (profileId, name) =>
      session.readSealed<string | null>((database, key) => {
        const row = database.row<[Buffer]>(selectSecret, [profileId, name])
        return row === undefined ? ok(null) : openText(key, cellPlaces.profileSecret(profileId, name), row[0])
      }),
    secretNames: (profileId) =>
      session.read((database) =>
        database
          .rows<[string]>('SELECT name FROM profile_secrets WHERE profile_id = ? ORDER BY name', [profileId])
          .map(([name]) => name),
      ),
    listSecretNames: () => session.read((database) => groupNames(database.rows<[string, string]>(selectAllNames))),
  }
}
