import type { Profile } from '../../shared/flow/profile.ts'
import { readTemplateVariables, type Variables } from '../../shared/flow/profile-address.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import type { EpochMs } from '../../shared/lib/units.ts'
import { buildPracticePath, readPracticePath } from './practice/practice-accounts.ts'
import { createPracticeMemory, type PracticeMemory } from './practice/practice-memory.ts'
import type { PracticeServer } from './practice/practice-server.ts'
import type { Vault } from './vault/vault.ts'

/** Starts the practice providers when somebody needs them, and says where they are. */
export interface PracticeDesk {
  origin(): string | null
  start(): Promise<Outcome<{ readonly origin: string }>>
  /** The variables that only the host knows: `{practice}` for profiles that use it. */
  variables(profile: Profile): Promise<Outcome<Variables>>
  close(): Promise<void>
}

/** Keys and state of the practice providers live in the vault, so that their refresh tokens survive a restart. */
function createVaultMemory(vault: Vault): PracticeMemory {
  const session = createPracticeMemory()
  return {
    load: (name) => {
      const stored = vault.values.read(`practice.${name}`)
      return (stored.ok ? stored.value : null) ?? session.load(name)
    },
    save: (name, text) => {
      session.save(name, text)
      // When the vault cannot be written the practice keys last as long as the session, which loses nobody anything.
      vault.values.write(`practice.${name}`, text)
    },
  }
}

/** The port of the first time; 0 where there was none. Somebody else may have it now. */
function readPort(memory: PracticeMemory): number {
  const port = Number(memory.load('port') ?? 0)
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : 0
}

/** The address part of a profile's practice provider, with its shape and fault. */
function readPath(profile: Profile): string | null {
  if (profile.practice === null) return null
  const { provider, shape, fault } = profile.practice
  const choice = readPracticePath([provider, shape, fault].join('.'))
  return choice === undefined ? null : buildPracticePath(choice.provider, choice.shape, choice.fault)
}

function usesPractice(profile: Profile): boolean {
  const templates = [...Object.values(profile.dialect.endpoints), ...Object.values(profile.variables)]
  return profile.practice !== null && templates.some((template) => readTemplateVariables(template).includes('practice'))
}

/** Sets the desk up; nothing listens before the first start. `changed` is called when it has started. */
export function createPracticeDesk(vault: Vault, now: () => EpochMs, changed: () => void): PracticeDesk {
  let starting: Promise<PracticeServer> | null = null
  let server: PracticeServer | null = null
  // Loaded when somebody needs it: most commands and most runs do without.
  const openServer = async (): Promise<PracticeServer> => {
    const { openPractice } = await import('./practice/practice-server.ts')
    const memory = createVaultMemory(vault)
    const options = { now, memory }
    // The port is a part of the issuer: with the same one a token of yesterday still comes from the same issuer today.
    const before = readPort(memory)
    const again = before === 0 ? null : await openPractice({ ...options, port: before }).catch(() => null)
    if (again !== null) return again
    const opened = await openPractice({ ...options, port: 0 })
    if (before === 0) memory.save('port', String(opened.port))
    return opened
  }
  const open = async (): Promise<PracticeServer> => {
    starting ??= openServer()
    const opened = await starting.catch((error: unknown) => {
      // What failed once, e.g. for want of file handles, may work the next time.
      starting = null
      throw error
    })
    if (server === null) {
      server = opened
      changed()
    }
    return opened
  }
  return {
    origin: () => server?.origin ?? null,
    start: async () => ok({ origin: (await open()).origin }),
    variables: async (profile) => {
      if (!usesPractice(profile)) return ok({})
      const path = readPath(profile)
      if (path === null)
        return fail(
          problem('profile', 'profile_invalid', { '/practice': 'there is no such practice provider, shape or fault' }),
        )
      const { port } = await open()
      return ok({ practice: `127.0.0.1:${port}/${path}` })
    },
    close: async () => {
      const opened = await starting?.catch(() => null)
      await opened?.close()
    },
  }
}
