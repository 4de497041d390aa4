import type { CallOutput } from '../../shared/contract/calls.ts'
import type { Connection } from '../connection.ts'
import { appStore } from '../stores/app-store.ts'
import { readEverything } from '../wire-events.ts'

/** Takes the vault's new state and reads again what it now gives or seals. */
export function takeVault(connection: Connection, vault: CallOutput<'vault.unlock'>): void {
  appStore.setState(({ status }) => ({ status: status === null ? null : { ...status, vault } }))
  void readEverything(connection)
}
