import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { readClock } from '../../../electron/host/clock.ts'
import { createPassphraseHolder } from '../../../electron/host/vault/passphrase-holder.ts'
import { openVault, type Vault } from '../../../electron/host/vault/vault.ts'
import { expectValue, withFolder } from '../data-folder.ts'
import type { Figure, Measurement } from '../figure.ts'
import { medianInTurn, timeOf } from '../timing.ts'
import { passphrase, setsPerProfile, storeProfiles } from '../window/many-profiles.ts'

const profiles = 1000
const rounds = 50

async function measure(vault: Vault): Promise<readonly Figure[]> {
  const sets = expectValue(vault.tokenSets.latest())
  let at = 0
  const next = () => {
    const set = sets[at++ % sets.length]
    if (set === undefined) throw new Error('the vault is empty')
    return set
  }
  const found = await medianInTurn(
    {
      'list the profiles': () => timeOf(() => expectValue(vault.profiles.list())),
      'list the newest token set of each': () => timeOf(() => expectValue(vault.tokenSets.latest())),
      'read and open one token set': () => timeOf(() => expectValue(vault.tokenSets.read(next().id))),
      'store one token set for good': () => {
        const set = { ...next(), id: randomUUID() }
        return timeOf(() => expectValue(vault.tokenSets.write(set, 'x'.repeat(3000))))
      },
    },
    rounds,
    10,
  )
  return Object.entries(found).map(([name, value]) => ({ name, value, unit: 'ms', note: `median of ${rounds}` }))
}

async function measureFolder(folder: string): Promise<readonly Figure[]> {
  const home = join(folder, 'many')
  await storeProfiles(home, profiles)
  const vault = await openVault({ home, holders: [createPassphraseHolder(passphrase)], now: readClock })
  try {
    return await measure(vault)
  } finally {
    vault.close()
  }
}

/** The vault alone, full. */
export const vaultMeasurement: Measurement = {
  name: 'vault',
  title: `The vault with ${profiles} profiles and ${profiles * setsPerProfile} token sets`,
  take: () => withFolder(measureFolder),
}
