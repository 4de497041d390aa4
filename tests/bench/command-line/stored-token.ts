import type { KeyHolder } from '../../../electron/host/vault/key-holder.ts'
import { createPassphraseHolder } from '../../../electron/host/vault/passphrase-holder.ts'
import { type CellPlace, openBytes, sealBytes } from '../../../electron/host/vault/sealed-cell.ts'
import { ok } from '../../../shared/lib/outcome.ts'
import { expectValue } from '../data-folder.ts'
import { openBareClient } from '../exchange/bare-client.ts'
import { buildBenchProfile } from '../exchange/bench-profile.ts'
import { openBenchServers } from '../exchange/bench-server.ts'
import { openBenchHost, runOne } from '../exchange/exchange-host.ts'
import { passphrase } from '../window/many-profiles.ts'

export const profileId = 'cached'
/** What the stand-in for the keyring gives out. */
export const keyringKey = Buffer.alloc(32, 7)

const keyringPlace: CellPlace = { table: 'key_slots', row: 'keyring', column: 'wrapped' }
const account = '11111111-1111-4111-8111-111111111111'

/** Writes the slot that the product's keyring holder reads; that holder itself cannot write without a keyring. */
function createKeyringSlotHolder(): KeyHolder {
  return {
    kind: 'keyring',
    isAvailable: async () => true,
    wrap: async (key) => {
      const sealed = sealBytes(keyringKey, keyringPlace, key).toString('base64')
      return ok(Buffer.from(JSON.stringify({ account, sealed })))
    },
    unwrap: async (wrapped) =>
      openBytes(keyringKey, keyringPlace, Buffer.from(JSON.parse(wrapped.toString('utf8')).sealed, 'base64')),
  }
}

/** Makes a data folder with a token that is valid for an hour, as an exchange stores it. */
export async function storeToken(home: string, holder: 'passphrase' | 'keyring'): Promise<void> {
  const { servers, close } = await openBenchServers()
  const bare = openBareClient()
  const host = await openBenchHost(home, [
    holder === 'passphrase' ? createPassphraseHolder(passphrase) : createKeyringSlotHolder(),
  ])
  try {
    expectValue(await host.send('profiles.save', buildBenchProfile(profileId, servers.signed, 'authorization_code')))
    await runOne(host, profileId, bare.follow)
  } finally {
    await host.close()
    await bare.close()
    await close()
  }
}
