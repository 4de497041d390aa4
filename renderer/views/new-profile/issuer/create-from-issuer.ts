import type { Connection } from '../../../connection.ts'
import { addProblem, showView } from '../../../stores/app-store.ts'
import { startRegistration } from '../../../stores/call-store.ts'
import { profileStore, readProfiles } from '../../../stores/profile-store.ts'
import { buildProfileId } from '../build-profile-id.ts'
import type { IssuerOffer } from './issuer-offer.ts'

/** What a person wants of an issuer. */
export interface IssuerWish {
  readonly offer: IssuerOffer
  readonly name: string
  readonly register: boolean
  /** What some providers ask for before they register anybody (RFC 7591, section 3); '' sends none. */
  readonly initialAccessToken: string
}

/** Stores the profile, opens its form, and registers the client where that was wanted: what comes of it is shown there. */
export async function createFromIssuer(connection: Connection, wish: IssuerWish): Promise<void> {
  const taken = new Set(profileStore.getState().rows?.map((row) => row.id))
  const id = buildProfileId(wish.name, taken)
  const profile = { ...wish.offer.profile, id, name: wish.name }
  const saved = await connection.send('profiles.save', { profile, create: true })
  if (!saved.ok) return addProblem(saved.problem)
  await readProfiles(connection)
  showView({ kind: 'profile', id, tab: 'configure' })
  if (!wish.register) return
  const token = wish.initialAccessToken
  const given = token === '' ? {} : { initialAccessToken: token }
  await startRegistration(connection, { profileId: id, action: 'create', ...given })
}
