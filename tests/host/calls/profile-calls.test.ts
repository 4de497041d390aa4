import { describe, expect, test } from 'vitest'
import { readClock } from '../../../electron/host/clock.ts'
import { readPracticeProfiles } from '../../../electron/host/practice-profiles.ts'
import { openVault } from '../../../electron/host/vault/vault.ts'
import type { Profile } from '../../../shared/flow/profile.ts'
import { createTestHolder } from '../../fakes/test-holder.ts'
import { profileOf } from '../../shared/flow/profile-of.ts'
import { openTestHost, readValue, type TestHost } from '../open-test-host.ts'

const secrets = { client_secret: 'c1ient s€cret/+"&', password: 'pass:word' }

async function save(host: TestHost, profile: Profile, given: object = secrets) {
  return readValue(await host.send('profiles.save', { profile, secrets: given }))
}

const listIds = async (host: TestHost) => readValue(await host.send('profiles.list', {})).map((row) => row.id)

describe('saving a profile', () => {
  test('is refused when its id is taken and only a new one was wanted', async () => {
    const host = await openTestHost()
    await save(host, profileOf({ name: 'First' }))
    const again = { profile: profileOf({ name: 'Second' }), create: true }
    expect(await host.send('profiles.save', again)).toMatchObject({
      ok: false,
      problem: { code: 'profile_exists', evidence: { id: 'test' } },
    })
    expect(readValue(await host.send('profiles.show', { id: 'test' })).profile.name).toBe('First')
  })

  test('keeps a secret that is not named, replaces one that is, and removes one that is null', async () => {
    const host = await openTestHost()
    await save(host, profileOf())
    const steps = [
      [{}, ['client_secret', 'password']],
      [{ password: 'other' }, ['client_secret', 'password']],
      [{ client_secret: null }, ['password']],
    ] as const
    for (const [given, left] of steps) expect((await save(host, profileOf(), given)).hasSecret).toEqual(left)
    const reveal = (secret: 'client_secret' | 'password') => host.send('profiles.reveal', { id: 'test', secret })
    expect(await reveal('password')).toEqual({ ok: true, value: { value: 'other' } })
    expect(await reveal('client_secret')).toMatchObject({ problem: { code: 'secret_missing' } })
  })

  test('publishes its line, without a secret', async () => {
    const host = await openTestHost()
    await save(host, profileOf({ group: 'Mine' }))
    const events = host.events.filter((event) => event.kind === 'profile.changed')
    expect(events).toMatchObject([{ row: { id: 'test', group: 'Mine', expiry: null, lastRun: null } }])
    expect(JSON.stringify(host.events)).not.toContain(secrets.password)
  })

  test('says what a run would still need', async () => {
    const host = await openTestHost()
    const endpoints = { token: 'https://{tenant}.example/{base}/token', authorization: 'https://{tenant}.example/' }
    const shown = await save(host, profileOf({ dialect: { endpoints } }))
    expect([...shown.missing].sort()).toEqual(['base', 'tenant'])
    expect((await save(host, profileOf({ dialect: { endpoints }, variables: { base: 'a' } }))).missing).toEqual([
      'tenant',
    ])
  })
})

describe('a copy of a profile', () => {
  test('is refused where there is none', async () => {
    const host = await openTestHost()
    expect(await host.send('profiles.duplicate', { id: 'nobody' })).toMatchObject({
      problem: { code: 'profile_unknown' },
    })
  })

  test('has an id and a name of its own, and the secrets', async () => {
    const host = await openTestHost()
    await save(host, profileOf({ name: 'N'.repeat(120) }))
    for (const id of ['test-2', 'test-3']) {
      const copy = readValue(await host.send('profiles.duplicate', { id: 'test' }))
      expect([copy.profile.id, copy.hasSecret.length]).toEqual([id, 2])
      expect(copy.profile.name.length).toBeLessThanOrEqual(120)
      expect(copy.profile.name.endsWith(' 2')).toBe(true)
      const revealed = await host.send('profiles.reveal', { id, secret: 'client_secret' })
      expect(readValue(revealed).value).toBe(secrets.client_secret)
    }
    expect(await listIds(host)).toEqual(expect.arrayContaining(['test', 'test-2', 'test-3']))
  })

  test('of the longest id has an id that is allowed', async () => {
    const host = await openTestHost()
    await save(host, profileOf({ id: 'a'.repeat(64) }))
    const copy = readValue(await host.send('profiles.duplicate', { id: 'a'.repeat(64) }))
    expect(copy.profile.id).toMatch(/^a{58}-2$/)
  })
})

describe('an exported profile', () => {
  const spell = (secret: string) => [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    Buffer.from(secret).toString('base64url'),
    Buffer.from(`client:${secret}`).toString('base64').replace(/=+$/, ''),
  ]

  test('holds no secret in any form, and placeholders in their place', async () => {
    const host = await openTestHost()
    await save(host, profileOf())
    const { fileName, text } = readValue(await host.send('profiles.export', { id: 'test' }))
    expect(fileName).toBe('test.tokendesk.json')
    for (const spelling of Object.values(secrets).flatMap(spell)) expect(text).not.toContain(spelling)
    expect(JSON.parse(text).secrets).toEqual({ client_secret: '{{client_secret}}', password: '{{password}}' })
  })

  test.each(readPracticeProfiles().map(({ profile }) => profile.id))(
    'of %s comes back as it was, without secrets',
    async (id) => {
      const [here, there] = [await openTestHost(), await openTestHost()]
      const { profile } = readValue(await here.send('profiles.show', { id }))
      const { text } = readValue(await here.send('profiles.export', { id }))
      readValue(await there.send('profiles.remove', { id }))
      const shown = readValue(await there.send('profiles.import', { text, store: true }))
      expect(shown.profile).toEqual(profile)
      expect(shown.hasSecret).toEqual([])
      expect(readValue(await there.send('profiles.export', { id })).text).not.toContain('{{')
      expect(readValue(await here.send('profiles.export', { id })).text).toBe(text)
    },
  )
})

describe('an imported document', () => {
  const unreadable: readonly (readonly [name: string, text: string, code: string, place: string])[] = [
    ['nothing', '', 'profile_invalid', '/'],
    ['no JSON', 'id: test', 'profile_invalid', '/'],
    ['a list', '[]', 'profile_invalid', '/'],
    ['no id', '{"name":"a"}', 'profile_invalid', '/id'],
    ['an id with a slash', '{"id":"a/b","name":"a"}', 'profile_invalid', '/id'],
    ['an unknown member', '{"id":"a","name":"a","run":"rm"}', 'profile_invalid', '/run'],
    [
      'an unknown member of its dialect',
      '{"id":"a","name":"a","dialect":{"runs":1}}',
      'profile_invalid',
      '/dialect/runs',
    ],
    ['an unknown dialect', '{"id":"a","name":"a","dialect":"none"}', 'dialect_unknown', '/dialect'],
    ['a secret of another name', '{"id":"a","name":"a","secrets":{"key":"b"}}', 'profile_invalid', '/secrets/key'],
    ['a prototype', '{"id":"a","name":"a","__proto__":{"admin":1}}', 'profile_invalid', '/__proto__'],
    ['deep nesting', `{"id":${'['.repeat(100_000)}`, 'profile_invalid', '/'],
  ]

  test.each(unreadable)('that is or has %s is refused, and the place is named', async (_name, text, code, place) => {
    const host = await openTestHost()
    const before = await listIds(host)
    const refused = await host.send('profiles.import', { text, store: true })
    expect(refused).toMatchObject({ ok: false, problem: { code } })
    expect(Object.keys((!refused.ok && refused.problem.evidence) || {})).toContain(place)
    expect(await listIds(host)).toEqual(before)
  })

  test.each([
    `{"client_secret": 'it's-planted-value'}`,
    '{"client_secret": "planted" planted}',
    'planted',
    `{'client_secret': 'planted'}`,
  ])('with an error beside its secret quotes nothing of the secret: %s', async (text) => {
    const host = await openTestHost()
    const refused = JSON.stringify(await host.send('profiles.import', { text, store: true }))
    expect(refused).toContain('(line 1, column ')
    expect(refused).not.toMatch(/plant|it's|secr/)
  })

  test('is only looked at until it shall be stored', async () => {
    const host = await openTestHost()
    const text = `\ufeff${JSON.stringify({ id: 'fresh', name: 'Fresh', dialect: 'maxkey', secrets: { password: 'a' } })}`
    const looked = readValue(await host.send('profiles.import', { text, store: false }))
    expect([looked.profile.preset, looked.hasSecret, looked.missing]).toEqual(['maxkey', ['password'], ['base']])
    expect(await listIds(host)).not.toContain('fresh')
    readValue(await host.send('profiles.import', { text, store: true }))
    expect(await listIds(host)).toContain('fresh')
  })

  test('replaces a profile only when told to, and keeps its secrets where it has placeholders', async () => {
    const host = await openTestHost()
    await save(host, profileOf())
    const { text } = readValue(await host.send('profiles.export', { id: 'test' }))
    const changed = text.replace('"Test"', '"Changed"')
    expect(await host.send('profiles.import', { text: changed, store: true })).toMatchObject({
      problem: { code: 'profile_exists' },
    })
    const shown = readValue(await host.send('profiles.import', { text: changed, store: true, replace: true }))
    expect([shown.profile.name, shown.hasSecret]).toEqual(['Changed', ['client_secret', 'password']])
  })
})

describe('the practice profiles', () => {
  test('are there from the first start, once, and stay away when they were removed', async () => {
    const first = await openTestHost()
    expect(await listIds(first)).toEqual(readPracticeProfiles().map(({ profile }) => profile.id))
    readValue(await first.send('profiles.remove', { id: 'practice-xt' }))
    await first.close()
    const second = await openTestHost({ home: first.home })
    expect(await listIds(second)).toHaveLength(5)
    expect(await second.send('profiles.show', { id: 'practice-xt' })).toMatchObject({
      problem: { code: 'profile_unknown' },
    })
  })

  test('are there as well where nothing can be kept', async () => {
    const host = await openTestHost({ holders: [] })
    expect(await listIds(host)).toHaveLength(6)
    expect(readValue(await host.send('app.status', {})).vault).toMatchObject({
      persistent: false,
      notice: 'no_key_holder',
    })
  })
})

describe('a stored document that is broken', () => {
  test.each([
    'not JSON',
    'null',
    '[]',
    '{}',
    '{"dialect":{"endpoints":{"token":"a"}},"variables":{}}',
    '{"id":"broken"}',
  ])('hides no other profile and is named when it is opened: %s', async (document) => {
    const first = await openTestHost()
    await first.close()
    const vault = await openVault({ home: first.home, holders: [createTestHolder()], now: readClock })
    readValue(vault.profiles.write({ id: 'broken', name: 'Broken', position: 0, document, updatedAt: readClock() }))
    vault.close()
    const host = await openTestHost({ home: first.home })
    expect(await listIds(host)).toEqual(expect.arrayContaining(readPracticeProfiles().map(({ profile }) => profile.id)))
    for (const name of ['profiles.show', 'profiles.export', 'profiles.duplicate'] as const)
      expect(await host.send(name, { id: 'broken' })).toMatchObject({
        problem: { code: 'profile_invalid', evidence: { profile: 'broken' } },
      })
    expect(await host.send('exchanges.start', { profileId: 'broken' })).toMatchObject({
      problem: { code: 'profile_invalid' },
    })
    expect(readValue(await host.send('profiles.remove', { id: 'broken' }))).toEqual({ done: true })
  })
})
