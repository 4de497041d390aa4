import type { Send } from '../../shared/contract/answer.ts'
import type { AppEvent } from '../../shared/contract/events.ts'
import type { AppStatus } from '../../shared/contract/records.ts'
import type { Outcome } from '../../shared/lib/outcome.ts'
import { createAutoRefresh, createIdleRefresh } from './auto-refresh.ts'
import { createAppCalls, createVaultPreferences } from './calls/app-calls.ts'
import { createExchangeCalls } from './calls/exchange-calls.ts'
import type { Handlers } from './calls/handlers.ts'
import { createKeyCalls } from './calls/key-calls.ts'
import { createLifecycleCalls } from './calls/lifecycle-calls.ts'
import { createMetadataCalls } from './calls/metadata-calls.ts'
import { createProfileCalls } from './calls/profile-calls.ts'
import { createRefreshCalls } from './calls/refresh-calls.ts'
import { createTokenCalls } from './calls/token-calls.ts'
import { createDispatch, type Dispatch } from './dispatch.ts'
import { createExchangeBook } from './exchange-book.ts'
import { createExchangeRuns } from './exchange-runs.ts'
import { createKeySets } from './key-sets.ts'
import type { RunPorts } from './launch-trail.ts'
import { createMetadataBook } from './metadata-book.ts'
import type { HostPorts } from './ports.ts'
import { createPracticeDesk } from './practice-desk.ts'
import { createProfileBook } from './profile-book.ts'
import { createProfileList } from './profile-list.ts'
import { createSender } from './send-request.ts'
import { createTokenBook } from './token-book.ts'
import { openVault, type Vault } from './vault/vault.ts'

/** The whole product without a door. */
export interface Host {
  readonly dispatch: Dispatch
  /** `dispatch` with the types of the contract, for callers in this process. */
  readonly send: Send
  onEvent(listener: (event: AppEvent) => void): () => void
  /** Ends every run, closes every listener and the vault. */
  close(): Promise<void>
}

/** The listeners of a host, and what it tells them. */
function createPublisher(): { publish(event: AppEvent): void; onEvent: Host['onEvent'] } {
  const listeners = new Set<(event: AppEvent) => void>()
  return {
    publish: (event) => {
      for (const listener of [...listeners])
        try {
          listener(event)
        } catch {
          // A window that cannot be told is its door's trouble; the run goes on, and the others are told.
        }
    },
    onEvent: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Opens what stands on the vault: the books, the practice desk, the runs. */
function openDesk(ports: HostPorts, vault: Vault, publish: (event: AppEvent) => void) {
  const { now } = ports
  const profiles = createProfileBook(vault, now)
  const tokens = createTokenBook(vault)
  const exchanges = createExchangeBook(vault)
  const list = createProfileList(profiles, tokens, exchanges)
  const sender = createSender(now, ports.limits)
  const keySets = createKeySets(sender, now)
  const preferences = ports.preferences ?? createVaultPreferences(vault)
  const status = (): AppStatus => ({
    version: ports.version,
    door: ports.door,
    canCatchInWindow: ports.catchInWindow !== null,
    canCopy: ports.clipboard !== null,
    vault: vault.status(),
    autoRefresh: autoRefresh.status(),
    practiceOrigin: practice.origin(),
  })
  const changedApp = (): void => publish({ kind: 'app.changed', status: status() })
  const changedProfile = (id: string): void => {
    const row = list.row(id)
    if (row.ok) publish({ kind: 'profile.changed', row: row.value })
    autoRefresh.wake()
  }
  const changedTokens = (profileId: string): void => {
    publish({ kind: 'tokens.changed', profileId })
    changedProfile(profileId)
  }
  const practice = createPracticeDesk(vault, now, changedApp)
  const desk: RunPorts = {
    ...{ ports, profiles, tokens, exchanges, practice, sender, keySets, leases: vault.leases },
    publish: (exchange) => publish({ kind: 'exchange.changed', exchange }),
    settled: (profileId) => {
      changedTokens(profileId)
      publish({ kind: 'history.changed', profileId })
    },
  }
  const runs = createExchangeRuns(desk)
  const { timer } = ports
  const autoRefresh =
    ports.door === 'command-line'
      ? createIdleRefresh(vault)
      : createAutoRefresh({ vault, profiles, tokens, runs, now, timer, changed: changedApp })
  const changed = { app: changedApp, profile: changedProfile, tokens: changedTokens }
  return { profiles, tokens, exchanges, list, sender, preferences, status, practice, desk, runs, autoRefresh, changed }
}

/**
 * Gives every keychain of this door a slot, so that a vault which the desktop founded opens for the command line as well. A
 * passphrase never gets one unasked.
 */
async function enrolKeychains(vault: Vault, holders: HostPorts['holders']): Promise<void> {
  for (const holder of holders) {
    const { state, persistent, holders: enrolled } = vault.status()
    if (state !== 'open' || !persistent || holder.kind === 'passphrase' || enrolled.includes(holder.kind)) continue
    // One that cannot take the key now is asked again at the next start; the vault is open all the same.
    if (await holder.isAvailable()) await vault.addHolder(holder)
  }
}

/**
 * Opens the host: the vault first, then what stands on it. The doors come after. Whoever has begun to open the vault hands
 * it in as `opening`.
 */
export async function openHost(ports: HostPorts, opening: Promise<Vault> = openVault(ports)): Promise<Host> {
  const { publish, onEvent } = createPublisher()
  const vault = await opening
  const opened = openDesk(ports, vault, publish)
  const { profiles, tokens, exchanges, list, sender, preferences, status, practice, runs, autoRefresh, changed } =
    opened
  vault.onChange(() => {
    changed.app()
    autoRefresh.wake()
  })
  // The command line comes and goes too quickly to wait for a keychain it does not need.
  if (ports.door !== 'command-line') void enrolKeychains(vault, ports.holders)
  profiles.seed()
  autoRefresh.wake()
  const handlers: Handlers = {
    ...createAppCalls(status, vault, practice, preferences, {
      preferences: (written) => publish({ kind: 'preferences.changed', preferences: written }),
      unlocked: profiles.seed,
    }),
    ...createProfileCalls(profiles, tokens, list, {
      changed: changed.profile,
      removed: (id) => {
        runs.abandon(id)
        publish({ kind: 'profile.removed', id })
      },
    }),
    ...createExchangeCalls(runs, exchanges, {
      history: (profileId) => publish({ kind: 'history.changed', profileId }),
    }),
    ...createLifecycleCalls(opened.desk, runs.launch),
    ...createMetadataCalls(createMetadataBook(vault, sender), profiles, practice),
    ...createKeyCalls(profiles, ports.now, changed.profile),
    ...createRefreshCalls(autoRefresh, status),
    ...createTokenCalls(tokens, ports.clipboard, () => preferences.read().clipboardSeconds, { tokens: changed.tokens }),
  }
  const dispatch = createDispatch(handlers)
  return {
    dispatch,
    // Names, inputs and outputs are paired by the same table that `dispatch` checks them with.
    send: ((name: string, input: unknown): Promise<Outcome<unknown>> => dispatch(name, input)) as Send,
    onEvent,
    close: async () => {
      autoRefresh.close()
      await runs.close()
      await practice.close()
      await sender.close()
      vault.close()
    },
  }
}
