import { openVault } from '../../../electron/host/vault/vault.ts'
import { epochMs } from '../../../shared/lib/units.ts'
import { createFixedKeyHolder } from './fixed-key-holder.ts'

// Run as a process of its own: writes token sets into `home` and names each on stdout once the vault has taken it.
const [home = '', profileId = '', count = '0', size = '200'] = process.argv.slice(2)

const now = () => epochMs(Date.now())
const vault = await openVault({ home, holders: [createFixedKeyHolder()], now })
const profile = vault.profiles.write({ id: profileId, name: profileId, position: 0, document: '{}', updatedAt: now() })
process.stdout.write(`${profile.ok ? vault.status().state : profile.problem.code}\n`)

for (let at = 0; at < Number(count); at += 1) {
  const id = `${profileId}-${at}`
  const row = { id, profileId, exchangeId: null, receivedAt: now(), summary: '{}' }
  const written = vault.tokenSets.write(row, `tokens of ${id} ${'x'.repeat(Number(size))}`)
  if (!written.ok) {
    process.stdout.write(`${written.problem.code} ${written.problem.evidence?.reason}\n`)
    break
  }
  process.stdout.write(`${id}\n`)
}
