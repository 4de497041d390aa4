import { fail, type Outcome, ok } from '../../../shared/lib/outcome.ts'
import { problem } from '../../../shared/lib/problem.ts'
import { carryOver } from './carry-over.ts'
import type { Database } from './database.ts'
import type { KeyHolder } from './key-holder.ts'
import { addKeySlot, foundKey, openSlots, readKeySlots } from './key-slots.ts'
import { connectVaultFile, type SessionOptions } from './open-session.ts'
import { createVaultFile, inspectVaultFile } from './vault-file.ts'
import { buildWriteProblem } from './vault-problem.ts'
import type { SessionState, VaultSession } from './vault-session.ts'

type OpenState = Extract<SessionState, { kind: 'open' }>

/** Tries the holders on a locked vault. A session that is not locked stays as it is. */
export async function reopen(session: VaultSession, holders: readonly KeyHolder[]): Promise<Outcome<true>> {
  const state = session.state()
  if (state.kind !== 'locked') {
    return session.read((): true => true)
  }
  const key = await openSlots(state.database, holders)
  if (!key.ok) {
    return key
  }
  // Somebody may have opened or closed it while the key was derived.
  if (session.state() !== state) {
    key.value.fill(0)
    return session.read((): true => true)
  }
  session.become({ kind: 'open', database: state.database, key: key.value, persistent: true })
  return ok(true)
}

/** Gives the holder a slot of an open vault; a slot of the same kind is replaced, so there is one of each. */
async function replaceSlot(session: VaultSession, state: OpenState, holder: KeyHolder, options: SessionOptions) {
  // A copy: locking meanwhile clears the original, and a cleared key must not be wrapped.
  const key = Buffer.from(state.key)
  const wrapped = await holder.wrap(key)
  key.fill(0)
  if (!wrapped.ok) {
    return wrapped
  }
  const replaced = session.erase((database) => {
    const before = readKeySlots(database).filter((slot) => slot.kind === holder.kind)
    database.run('DELETE FROM key_slots WHERE kind = ?', [holder.kind])
    addKeySlot(database, { kind: holder.kind, wrapped: wrapped.value }, options.now())
    return before
  })
  if (!replaced.ok) {
    await holder.forget?.(wrapped.value)
    return replaced
  }
  for (const slot of replaced.value) {
    await holder.forget?.(slot.wrapped)
  }
  return ok<true>(true)
}

/** Moves what the session holds into the file and goes on there; both happen without a pause in between. */
function moveInto(session: VaultSession, state: OpenState, database: Database, key: Buffer, found: () => boolean) {
  if (session.state() !== state) {
    return fail(problem('vault', 'vault_locked', { reason: 'closed' }))
  }
  const moved = database.transaction(() => {
    if (!found()) {
      return false
    }
    carryOver(state, { database, key })
    return true
  })
  if (moved) {
    session.become({ kind: 'open', database, key, persistent: true })
    state.database.close()
  }
  return ok(moved)
}

async function moveToFile(
  session: VaultSession,
  state: OpenState,
  database: Database,
  holder: KeyHolder,
  options: SessionOptions,
): Promise<Outcome<boolean>> {
  if (readKeySlots(database).length === 0) {
    const wrapped = await holder.wrap(state.key)
    if (!wrapped.ok) {
      return wrapped
    }
    const slot = { kind: holder.kind, wrapped: wrapped.value }
    const founding = () => foundKey(database, state.key, slot, options.now())
    const moved = moveInto(session, state, database, state.key, founding)
    if (!moved.ok || moved.value) {
      return moved
    }
    await holder.forget?.(slot.wrapped)
  }
  // The folder has a vault already: the holder must open it, and the session joins it.
  const key = await openSlots(database, [holder])
  return key.ok ? moveInto(session, state, database, key.value, () => true) : key
}

async function persist(session: VaultSession, state: OpenState, holder: KeyHolder, options: SessionOptions) {
  const found = inspectVaultFile(options.home)
  const file = found.kind === 'absent' ? createVaultFile(options.home) : found
  if (file.kind === 'refused') {
    return fail(problem('vault', 'vault_unreadable', { reason: file.reason }))
  }
  let database: Database | null = null
  try {
    database = await connectVaultFile(options.home)
    const moved = await moveToFile(session, state, database, holder, options)
    if (moved.ok) {
      return ok<true>(true)
    }
    database.close()
    return moved
  } catch (error) {
    database?.close()
    return fail(buildWriteProblem(error))
  }
}

/** Lets `holder` open the vault from now on; a memory-only session becomes a persistent one on the way. */
export async function enrol(session: VaultSession, holder: KeyHolder, options: SessionOptions): Promise<Outcome<true>> {
  const state = session.state()
  if (state.kind !== 'open') {
    return session.write((): true => true)
  }
  return state.persistent ? replaceSlot(session, state, holder, options) : persist(session, state, holder, options)
}
