import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, bench, describe } from 'vitest'
import { openVault } from '../../../electron/host/vault/vault.ts'
import { createFixedKeyHolder } from './fixed-key-holder.ts'
import { buildProfile, buildTokenSet, expectValue, noon } from './vault-folder.ts'

const home = mkdtempSync(join(tmpdir(), 'tokendesk-bench-'))
const vault = await openVault({ home, holders: [createFixedKeyHolder()], now: () => noon })
for (let at = 0; at < 1000; at += 1) {
  expectValue(vault.profiles.write(buildProfile(`p${at}`, at), { client_secret: 's' }))
}
for (let at = 0; at < 10_000; at += 1) {
  expectValue(vault.tokenSets.write(buildTokenSet(`t${at}`, `p${at % 1000}`, at), 'x'.repeat(3000)))
}

afterAll(() => {
  vault.close()
  rmSync(home, { recursive: true, force: true })
})

describe('a vault of 1,000 profiles and 10,000 token sets', () => {
  let at = 0
  bench('lists the profiles', () => {
    expectValue(vault.profiles.list())
  })
  bench('lists the newest token set of each', () => {
    expectValue(vault.tokenSets.latest())
  })
  bench('reads and opens one token set', () => {
    at += 1
    expectValue(vault.tokenSets.read(`t${at % 10_000}`))
  })
  bench('stores one token set for good', () => {
    at += 1
    expectValue(vault.tokenSets.write(buildTokenSet(`new${at}`, `p${at % 1000}`, at), 'x'.repeat(3000)))
  })
})
