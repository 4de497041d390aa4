import type { ShownProfile } from '../../../shared/contract/records.ts'
import type { Outcome } from '../../../shared/lib/outcome.ts'
import type { Connection } from '../../connection.ts'
import { addProblem, showView } from '../../stores/app-store.ts'
import { startExchange } from '../../stores/exchange-store.ts'
import { profileStore, readProfiles } from '../../stores/profile-store.ts'
import { buildProfileId } from './build-profile-id.ts'
import type { Template } from './templates.ts'

/** What a person has chosen in the gallery. */
export interface Wish {
  readonly template: Template
  readonly name: string
  readonly practice: boolean
  readonly run: boolean
}

/** A copy of the stored practice profile, with its secrets, under another name. */
async function copyPractice(connection: Connection, id: string, name: string): Promise<Outcome<ShownProfile>> {
  const copy = await connection.send('profiles.duplicate', { id })
  if (!copy.ok) return copy
  return connection.send('profiles.save', { profile: { ...copy.value.profile, name } })
}

async function saveNew(connection: Connection, { template, name }: Wish): Promise<Outcome<ShownProfile>> {
  const taken = new Set(profileStore.getState().rows?.map((row) => row.id))
  const { dialect, preset, scopes } = template
  const grant = dialect.request.grants[0] ?? 'authorization_code'
  const profile = { id: buildProfileId(name, taken), name, preset, dialect, scopes, grant }
  return connection.send('profiles.save', { profile, create: true })
}

/** Stores the new profile and opens it: where its values are given, or with a run that has started. */
export async function createProfile(connection: Connection, wish: Wish): Promise<void> {
  const { practiceId } = wish.template
  const saved =
    wish.practice && practiceId !== null
      ? await copyPractice(connection, practiceId, wish.name)
      : await saveNew(connection, wish)
  if (!saved.ok) return addProblem(saved.problem)
  await readProfiles(connection)
  const { id } = saved.value.profile
  const canRun = wish.run && saved.value.missing.length === 0
  showView({ kind: 'profile', id, tab: canRun ? 'run' : 'configure' })
  if (canRun) await startExchange(connection, { profileId: id })
}
