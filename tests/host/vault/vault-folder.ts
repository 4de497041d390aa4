import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { StoredExchange, StoredProfile, StoredTokenSet } from '../../../electron/host/vault/stored.ts'
import { openVault, type Vault, type VaultOptions } from '../../../electron/host/vault/vault.ts'
import type { Outcome } from '../../../shared/lib/outcome.ts'
import { epochMs } from '../../../shared/lib/units.ts'
import { createFixedKeyHolder } from './fixed-key-holder.ts'

export const noon = epochMs(1_700_000_000_000)

/** A data folder of its own, removed with the test; the vault makes the folder itself. */
export function createHome(): string {
  const parent = mkdtempSync(join(tmpdir(), 'tokendesk-vault-'))
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }))
  return join(parent, 'home')
}

/** Opens a vault with a holder that is always there, unless told otherwise; closes it with the test. */
export async function openAt(home: string, options: Partial<VaultOptions> = {}): Promise<Vault> {
  const vault = await openVault({ home, holders: [createFixedKeyHolder()], now: () => noon, ...options })
  onTestFinished(() => vault.close())
  return vault
}

/** The value of an outcome that has to be good. */
export function expectValue<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) {
    throw new Error(`${outcome.problem.code} ${JSON.stringify(outcome.problem.evidence)}`)
  }
  return outcome.value
}

/** The code of an outcome that has to be a refusal. */
export function codeOf(outcome: Outcome<unknown>): string {
  return outcome.ok ? `answered ${JSON.stringify(outcome.value)}` : outcome.problem.code
}

export function buildProfile(id: string, position = 0): StoredProfile {
  return { id, name: `Profile ${id}`, position, document: JSON.stringify({ id }), updatedAt: noon }
}

export function buildTokenSet(id: string, profileId: string, at = 0): StoredTokenSet {
  return { id, profileId, exchangeId: null, receivedAt: epochMs(noon + at), summary: '{"scope":["openid"]}' }
}

export function buildExchange(id: string, profileId: string, run = 1, at = 0): StoredExchange {
  const startedAt = epochMs(noon + at)
  return { id, profileId, run, state: 'running', startedAt, endedAt: null, summary: '{"grant":"code"}' }
}
