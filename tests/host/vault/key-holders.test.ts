import { randomBytes } from 'node:crypto'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createGuardedHolder } from '../../../electron/host/vault/guarded-holder.ts'
import { createKeyringHolder } from '../../../electron/host/vault/keyring-holder.ts'
import { createPassphraseHolder } from '../../../electron/host/vault/passphrase-holder.ts'
import { isBusAnswering, readBusSocket } from '../../../electron/host/vault/session-bus.ts'
import { ok } from '../../../shared/lib/outcome.ts'
import { createFixedKeyHolder } from './fixed-key-holder.ts'
import { codeOf, createHome, expectValue, openAt } from './vault-folder.ts'

describe('the passphrase holder', () => {
  const key = randomBytes(32)

  test('refuses a slot that was changed, without spending memory on it', async () => {
    const holder = createPassphraseHolder('pass')
    const slot: Record<string, unknown> = JSON.parse(expectValue(await holder.wrap(key)).toString('utf8'))
    expect(slot).toMatchObject({ kdf: 'scrypt', n: 2 ** 17, r: 8, p: 1 })
    const changes = [{ n: 2 ** 30 }, { n: 2 ** 17 + 1 }, { n: 1 }, { r: 4096 }, { p: 99 }, { kdf: 'none' }, { salt: 1 }]
    for (const change of changes) {
      const changed = Buffer.from(JSON.stringify({ ...slot, ...change }))
      expect(codeOf(await holder.unwrap(changed))).toBe('vault_unreadable')
    }
    expect(codeOf(await holder.unwrap(Buffer.from('{')))).toBe('vault_unreadable')
    const otherSalt = Buffer.from(JSON.stringify({ ...slot, salt: Buffer.alloc(16).toString('base64') }))
    expect(codeOf(await holder.unwrap(otherSalt))).toBe('passphrase_wrong')
  })

  test('gives the key back for its passphrase only, and is not there without one', async () => {
    const wrapped = expectValue(await createPassphraseHolder('pass').wrap(key))
    expect(codeOf(await createPassphraseHolder('Pass').unwrap(wrapped))).toBe('passphrase_wrong')
    expect(expectValue(await createPassphraseHolder('pass').unwrap(wrapped))).toEqual(key)
    expect(await createPassphraseHolder('').isAvailable()).toBe(false)
  })
})

describe('the session bus', () => {
  /** A bus at a socket of its own that does `answer` when it is spoken to. */
  async function startBus(answer: (socket: Socket, said: string) => void): Promise<Record<string, string>> {
    const sockets = new Set<Socket>()
    const server: Server = createServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('data', (data) => answer(socket, data.toString('latin1')))
    })
    const path = join(createHome(), '..', 'bus%1')
    await new Promise<void>((done) => server.listen(path, done))
    onTestFinished(() => {
      for (const socket of sockets) {
        socket.destroy()
      }
      server.close()
    })
    const address: AddressInfo | string | null = server.address()
    return { DBUS_SESSION_BUS_ADDRESS: `unix:path=${String(address).replace('%', '%25')},guid=0` }
  }

  test('is not there without an address, with a dead one, or with one of another kind', async () => {
    expect(await isBusAnswering({}, 1000)).toBe(false)
    expect(await isBusAnswering({ XDG_RUNTIME_DIR: '/nonexistent' }, 1000)).toBe(false)
    expect(await isBusAnswering({ DBUS_SESSION_BUS_ADDRESS: 'tcp:host=localhost,port=1' }, 1000)).toBe(false)
    expect(readBusSocket({ DBUS_SESSION_BUS_ADDRESS: 'unix:abstract=/tmp/a,guid=1' })).toBe('\0/tmp/a')
    expect(readBusSocket({ XDG_RUNTIME_DIR: '/run/user/7' })).toBe('/run/user/7/bus')
  })

  test('is not there when it stays silent, closes or refuses', async () => {
    expect(await isBusAnswering(await startBus(() => undefined), 50)).toBe(false)
    expect(await isBusAnswering(await startBus((socket) => socket.destroy()), 5000)).toBe(false)
    expect(await isBusAnswering(await startBus((socket) => socket.write('REJECTED EXTERNAL\r\n')), 5000)).toBe(false)
  })

  test('is there when it accepts the user', async () => {
    const bus = await startBus((socket, said) => {
      socket.write(/^\0AUTH EXTERNAL [0-9a-f]+\r\n$/.test(said) ? 'OK 0123\r\n' : 'ERROR\r\n')
    })
    expect(await isBusAnswering(bus, 5000)).toBe(true)
  })

  test.runIf(process.platform === 'linux')('that is missing means that there is no keyring', async () => {
    const holder = createKeyringHolder({})
    expect(await holder.isAvailable()).toBe(false)
    const vault = await openAt(createHome(), { holders: [holder] })
    expect(vault.status()).toMatchObject({ persistent: false, notice: 'no_key_holder' })
  })
})

describe('a holder that misbehaves', () => {
  test('and gives back bytes that are not the key leaves the vault locked', async () => {
    const home = createHome()
    const first = await openAt(home)
    expectValue(first.values.write('name', 'text'))
    first.close()
    for (const length of [0, 16, 32]) {
      const wrong = { ...createFixedKeyHolder(), unwrap: async () => ok(randomBytes(length)) }
      expect((await openAt(home, { holders: [wrong] })).status().state).toBe('locked')
    }
  })

  test('counts as absent when it stays silent or throws', async () => {
    const silent = { ...createFixedKeyHolder(), isAvailable: () => new Promise<boolean>(() => undefined) }
    expect(await createGuardedHolder(silent, 20).isAvailable()).toBe(false)
    const broken = {
      ...createFixedKeyHolder(),
      wrap: () => Promise.reject(new Error('quotes a secret')),
      unwrap: () => {
        throw new Error('quotes a secret')
      },
    }
    const vault = await openAt(createHome(), { holders: [broken, createFixedKeyHolder('keyring')] })
    expect(vault.status()).toMatchObject({ state: 'open', holders: ['keyring'] })
    const refused = await createGuardedHolder(broken).unwrap(Buffer.alloc(1))
    expect(codeOf(refused)).toBe('holder_unavailable')
    expect(JSON.stringify(refused)).not.toContain('quotes')
  })
})
