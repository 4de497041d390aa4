import type { ShownProfile } from '../../shared/contract/records.ts'
import {
  type Profile,
  type ReadProfile,
  type SecretName,
  type Secrets,
  secretNames,
} from '../../shared/flow/profile.ts'
import { readMissingVariables } from '../../shared/flow/profile-address.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import { type EpochMs, epochMs } from '../../shared/lib/units.ts'
import { readPracticeProfiles } from './practice-profiles.ts'
import { createProfileReader, readStoredJson } from './profile-reader.ts'
import type { StoredProfile } from './vault/stored.ts'
import type { Vault } from './vault/vault.ts'

/** What a save may say about secrets: a text stores, `null` removes, absent keeps. */
export type SecretChanges = Readonly<Partial<Record<SecretName, string | null>>>

/** The profiles of the vault, as the contract shows them. */
export interface ProfileBook {
  list(): Outcome<readonly Profile[]>
  show(id: string): Outcome<ShownProfile>
  read(id: string): Outcome<Profile>
  secrets(id: string): Outcome<Secrets>
  save(profile: Profile, secrets: SecretChanges, create: boolean): Outcome<ShownProfile>
  /** Stores a secret that the program made, unless there is one already; gives the one that is stored now. */
  keepSecret(id: string, name: SecretName, value: string): Outcome<string>
  remove(id: string): Outcome<boolean>
  duplicate(id: string): Outcome<ShownProfile>
  /** Stores the practice profiles once; who deletes one does not get it back. */
  seed(): void
}

/** Host variables as far as they are known without starting anything: that they have a value. */
const knownToHost = { practice: '127.0.0.1', redirect_uri: 'http://127.0.0.1' }

function buildStored(profile: Profile, position: number, now: EpochMs): StoredProfile {
  return { id: profile.id, name: profile.name, position, document: JSON.stringify(profile), updatedAt: now }
}

/**
 * A stored document for a list of many: it was checked when it was written, and checking a thousand again would be most of
 * the start-up. One that has not even this form goes the long way.
 */
function readListed(stored: StoredProfile, readWhole: (stored: StoredProfile) => Outcome<Profile>): Outcome<Profile> {
  const document = readStoredJson(stored.document) as Partial<Profile> | null
  const { authorization, token, refresh } = document?.dialect?.endpoints ?? {}
  const texts = [authorization, token, refresh, document?.name, document?.group, document?.preset]
  const groups = [document?.variables, document?.autoRefresh]
  const isCurrent = texts.every((text) => typeof text === 'string') && groups.every((one) => typeof one === 'object')
  return isCurrent ? ok(document as Profile) : readWhole(stored)
}

/** The template variables without a value; those that the host fills count as filled. */
export function readMissing(profile: Profile): readonly string[] {
  return readMissingVariables(profile, knownToHost)
}

/** An id that is not taken: `name`, `name-2`, `name-3` ... */
function createFreeId(wanted: string, taken: ReadonlySet<string>): string {
  const base = wanted.slice(0, 58)
  for (let number = 2; ; number++) {
    const id = `${base}-${number}`
    if (!taken.has(id)) return id
  }
}

/** Opens the book of profiles over a vault. */
export function createProfileBook(vault: Vault, now: () => EpochMs): ProfileBook {
  const readStored = createProfileReader()
  const find = (id: string): Outcome<StoredProfile> => {
    const found = vault.profiles.read(id)
    if (!found.ok) return found
    return found.value === null ? fail(problem('profile', 'profile_unknown', { id })) : ok(found.value)
  }
  const read: ProfileBook['read'] = (id) => {
    const found = find(id)
    return found.ok ? readStored(found.value) : found
  }
  const show: ProfileBook['show'] = (id) => {
    const profile = read(id)
    if (!profile.ok) return profile
    const names = vault.profiles.secretNames(id)
    if (!names.ok) return names
    const hasSecret = secretNames.filter((name) => names.value.includes(name))
    return ok({ profile: profile.value, hasSecret, missing: readMissing(profile.value) })
  }
  const secrets: ProfileBook['secrets'] = (id) => {
    const found: Partial<Record<SecretName, string>> = {}
    for (const name of secretNames) {
      const secret = vault.profiles.readSecret(id, name)
      if (!secret.ok) return secret
      if (secret.value !== null) found[name] = secret.value
    }
    return ok(found)
  }
  const save: ProfileBook['save'] = (profile, changes, create) => {
    const found = vault.profiles.read(profile.id)
    if (!found.ok) return found
    if (create && found.value !== null) return fail(problem('profile', 'profile_exists', { id: profile.id }))
    const position = found.value?.position ?? now()
    const written = vault.profiles.write(buildStored(profile, position, now()), changes)
    return written.ok ? show(profile.id) : written
  }
  return {
    read,
    show,
    secrets,
    save,
    keepSecret: (id, name, value) => {
      const found = find(id)
      if (!found.ok) return found
      const stored = vault.profiles.readSecret(id, name)
      if (!stored.ok) return stored
      if (stored.value !== null) return ok(stored.value)
      const written = vault.profiles.write(found.value, { [name]: value })
      return written.ok ? ok(value) : written
    },
    list: () => {
      const rows = vault.profiles.list()
      if (!rows.ok) return rows
      // A document that does not read any more must not hide the others; showing it names the reason.
      return ok(
        rows.value.map((row) => readListed(row, readStored)).flatMap((profile) => (profile.ok ? [profile.value] : [])),
      )
    },
    remove: (id) => {
      const found = find(id)
      return found.ok ? vault.profiles.remove(id) : found
    },
    duplicate: (id) => {
      const original = read(id)
      if (!original.ok) return original
      const own = secrets(id)
      if (!own.ok) return own
      const rows = vault.profiles.list()
      if (!rows.ok) return rows
      const copy = createFreeId(id, new Set(rows.value.map((row) => row.id)))
      return save({ ...original.value, id: copy, name: `${original.value.name.slice(0, 118)} 2` }, own.value, true)
    },
    seed: () => seedPractice(vault, now),
  }
}

const seeded = 'practice-profiles-stored'

function seedPractice(vault: Vault, now: () => EpochMs): void {
  const done = vault.values.read(seeded)
  if (!done.ok || done.value !== null) return
  readPracticeProfiles().forEach(({ profile, secrets }: ReadProfile, index) => {
    const present = vault.profiles.read(profile.id)
    if (present.ok && present.value === null)
      vault.profiles.write(buildStored(profile, index, epochMs(now())), { ...secrets })
  })
  vault.values.write(seeded, 'yes')
}
