import type { EpochMs } from '../../../../shared/lib/units.ts'
import type { PracticeMemory } from '../practice-memory.ts'

type Payload = Readonly<Record<string, unknown>>

/** What oidc-provider asks of a store for one of its models (its "adapter"). */
export interface StandardStore {
  upsert(id: string, payload: Payload): Promise<void>
  find(id: string): Promise<Payload | undefined>
  findByUid(uid: string): Promise<Payload | undefined>
  findByUserCode(code: string): Promise<Payload | undefined>
  consume(id: string): Promise<void>
  destroy(id: string): Promise<void>
  revokeByGrantId(grantId: string): Promise<void>
}

/** What the next command or the next start needs: its tokens, and clients that registered. All else may go with the process. */
const lasting: readonly string[] = ['AccessToken', 'RefreshToken', 'Grant', 'Client', 'RegistrationAccessToken']
const place = 'standard-state'
const lastingLimit = 300
const passingLimit = 1000

/**
 * Creates the store for all models. It keeps the newest entries and drops the oldest; whether one is expired is
 * oidc-provider's own business, as every payload carries its end.
 */
export function createStandardStore(memory: PracticeMemory, now: () => EpochMs): (model: string) => StandardStore {
  const passing = new Map<string, Payload>()
  // Read on every use: another process may have written since.
  const readLasting = () => new Map<string, Payload>(Object.entries(JSON.parse(memory.load(place) ?? '{}')))
  const change = (model: string, edit: (entries: Map<string, Payload>) => void) => {
    const isLasting = lasting.includes(model)
    const entries = isLasting ? readLasting() : passing
    edit(entries)
    for (const key of entries.keys()) {
      if (entries.size <= (isLasting ? lastingLimit : passingLimit)) break
      entries.delete(key)
    }
    if (isLasting) memory.save(place, JSON.stringify(Object.fromEntries(entries)))
  }
  const entriesOf = (model: string) => (lasting.includes(model) ? readLasting() : passing)
  const findWhere = (model: string, field: string, value: string) =>
    [...entriesOf(model)].find(([key, payload]) => key.startsWith(`${model}:`) && payload[field] === value)?.[1]

  return (model) => ({
    upsert: async (id, payload) =>
      change(model, (entries) => {
        entries.delete(`${model}:${id}`)
        entries.set(`${model}:${id}`, payload)
      }),
    find: async (id) => entriesOf(model).get(`${model}:${id}`),
    findByUid: async (uid) => findWhere(model, 'uid', uid),
    findByUserCode: async (code) => findWhere(model, 'userCode', code),
    consume: async (id) =>
      change(model, (entries) => {
        const payload = entries.get(`${model}:${id}`)
        if (payload) entries.set(`${model}:${id}`, { ...payload, consumed: Math.floor(now() / 1000) })
      }),
    destroy: async (id) => change(model, (entries) => entries.delete(`${model}:${id}`)),
    revokeByGrantId: async (grantId) =>
      change(model, (entries) => {
        for (const [key, payload] of entries) if (payload.grantId === grantId) entries.delete(key)
      }),
  })
}
