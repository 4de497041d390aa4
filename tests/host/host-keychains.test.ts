import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createTestHolder } from '../fakes/test-holder.ts'
import { openTestHost } from './open-test-host.ts'

async function createHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'tokendesk-keychains-'))
  onTestFinished(() => rm(home, { recursive: true, force: true }))
  return home
}

async function readHolders(host: Awaited<ReturnType<typeof openTestHost>>): Promise<readonly string[]> {
  const status = await host.send('app.status', {})
  return status.ok ? status.value.vault.holders : []
}

test('the command line gives no keychain a slot that it was not asked for', async () => {
  const host = await openTestHost({ holders: [createTestHolder('safe-storage'), createTestHolder('keyring')] })
  expect(await readHolders(host)).toEqual(['safe-storage'])
})

test('a vault that the desktop founded opens for the command line by the keyring', async () => {
  const home = await createHome()
  const desktop = await openTestHost({
    home,
    door: 'desktop',
    holders: [createTestHolder('safe-storage'), createTestHolder('keyring')],
  })
  await expect.poll(() => readHolders(desktop)).toEqual(expect.arrayContaining(['safe-storage', 'keyring']))
  await desktop.close()
  const commandLine = await openTestHost({ home, holders: [createTestHolder('keyring')] })
  const status = await commandLine.send('app.status', {})
  expect(status).toMatchObject({ ok: true, value: { vault: { state: 'open', persistent: true } } })
})
