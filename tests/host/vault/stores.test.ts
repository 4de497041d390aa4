import { describe, expect, test } from 'vitest'
import { epochMs } from '../../../shared/lib/units.ts'
import {
  buildExchange,
  buildProfile,
  buildTokenSet,
  codeOf,
  createHome,
  expectValue,
  noon,
  openAt,
} from './vault-folder.ts'

describe('profiles', () => {
  test('that do not exist answer null, false and nothing', async () => {
    const { profiles } = await openAt(createHome())
    expect(expectValue(profiles.read('none'))).toBeNull()
    expect(expectValue(profiles.readSecret('none', 'client_secret'))).toBeNull()
    expect(expectValue(profiles.remove('none'))).toBe(false)
    expect(expectValue(profiles.secretNames('none'))).toEqual([])
  })

  test('are refused whole when one of their texts cannot be stored', async () => {
    const { profiles } = await openAt(createHome())
    const refused = profiles.write({ ...buildProfile('a'), name: 'cut\0off' }, { client_secret: 's' })
    expect(refused.ok ? null : refused.problem).toMatchObject({
      code: 'vault_not_saved',
      evidence: { reason: 'text_has_nul' },
    })
    const secretRefused = profiles.write(buildProfile('a'), { 'na\0me': 's' })
    expect(codeOf(secretRefused)).toBe('vault_not_saved')
    expect(expectValue(profiles.list())).toEqual([])
  })

  test('sort by position, then by name, and survive being written again with their history', async () => {
    const { profiles, tokenSets } = await openAt(createHome())
    expectValue(profiles.write(buildProfile('z', 1)))
    expectValue(profiles.write(buildProfile('b', 2)))
    expectValue(profiles.write(buildProfile('a', 2)))
    expectValue(tokenSets.write(buildTokenSet('t', 'a'), '{}'))
    expectValue(profiles.write({ ...buildProfile('a', 0), name: 'First now' }))
    expect(expectValue(profiles.list()).map((profile) => profile.id)).toEqual(['a', 'z', 'b'])
    expect(expectValue(profiles.read('a'))?.name).toBe('First now')
    expect(expectValue(tokenSets.list('a'))).toHaveLength(1)
  })

  test('keep a secret that is not named, replace one that is, and remove one that is null', async () => {
    const { profiles } = await openAt(createHome())
    expectValue(profiles.write(buildProfile('a'), { one: '1', two: '2', three: '3' }))
    expectValue(profiles.write(buildProfile('b'), { one: 'of b' }))
    expectValue(profiles.write(buildProfile('a'), { two: 'new \u{1f511}', three: null, four: '' }))
    expect(expectValue(profiles.secretNames('a'))).toEqual(['four', 'one', 'two'])
    expect(['one', 'two', 'three', 'four'].map((name) => expectValue(profiles.readSecret('a', name)))).toEqual([
      '1',
      'new \u{1f511}',
      null,
      '',
    ])
    expect([...expectValue(profiles.listSecretNames())]).toEqual([
      ['a', ['four', 'one', 'two']],
      ['b', ['one']],
    ])
  })

  test('take their secrets, token sets and exchanges with them', async () => {
    const { profiles, tokenSets, exchanges } = await openAt(createHome())
    for (const id of ['a', 'b']) {
      expectValue(profiles.write(buildProfile(id), { client_secret: id }))
      expectValue(tokenSets.write(buildTokenSet(`t-${id}`, id), '{}'))
      expectValue(exchanges.write(buildExchange(`e-${id}`, id), '[]'))
    }
    expect(expectValue(profiles.remove('a'))).toBe(true)
    expect(expectValue(profiles.readSecret('a', 'client_secret'))).toBeNull()
    expect(expectValue(tokenSets.list()).map((row) => row.id)).toEqual(['t-b'])
    expect(expectValue(tokenSets.read('t-a'))).toBeNull()
    expect(expectValue(exchanges.list({ limit: 9 })).map((row) => row.id)).toEqual(['e-b'])
    expect(expectValue(exchanges.read('e-a'))).toBeNull()
  })
})

describe('token sets', () => {
  test('of a profile that is gone are not stored', async () => {
    const { tokenSets, exchanges } = await openAt(createHome())
    expect(codeOf(tokenSets.write(buildTokenSet('t', 'gone'), '{}'))).toBe('profile_unknown')
    expect(codeOf(exchanges.write(buildExchange('e', 'gone'), '[]'))).toBe('profile_unknown')
    expect(expectValue(tokenSets.update(buildTokenSet('t', 'gone')))).toBe(false)
    expect(expectValue(tokenSets.remove('t'))).toBe(false)
  })

  test('list newest first, the later write first at the same moment, and the newest of each profile', async () => {
    const { profiles, tokenSets } = await openAt(createHome())
    for (const id of ['a', 'b', 'empty']) {
      expectValue(profiles.write(buildProfile(id)))
    }
    for (const [id, profileId, at] of [
      ['a-old', 'a', 1],
      ['b-old', 'b', 2],
      ['a-new', 'a', 9],
      ['a-same', 'a', 9],
      ['b-new', 'b', 3],
    ] as const) {
      expectValue(tokenSets.write(buildTokenSet(id, profileId, at), '{}'))
    }
    expect(expectValue(tokenSets.list('a')).map((row) => row.id)).toEqual(['a-same', 'a-new', 'a-old'])
    expect(expectValue(tokenSets.list()).map((row) => row.id)).toEqual(['a-same', 'a-new', 'b-new', 'b-old', 'a-old'])
    expect(expectValue(tokenSets.latest()).map((row) => row.id)).toEqual(['a-same', 'b-new'])
  })

  test('change their readable half without touching the tokens', async () => {
    const { profiles, tokenSets } = await openAt(createHome())
    expectValue(profiles.write(buildProfile('a')))
    expectValue(tokenSets.write(buildTokenSet('t', 'a'), 'tokens'))
    const changed = { ...buildTokenSet('t', 'a'), receivedAt: epochMs(noon + 0.5), summary: '{"revoked":true}' }
    expect(expectValue(tokenSets.update(changed))).toBe(true)
    expect(expectValue(tokenSets.read('t'))).toEqual({ row: changed, sealed: 'tokens' })
    expectValue(tokenSets.write(changed, 'new tokens'))
    expect(expectValue(tokenSets.read('t'))?.sealed).toBe('new tokens')
    expect(expectValue(tokenSets.list())).toHaveLength(1)
  })
})

describe('exchanges', () => {
  test('are replaced step by step and count their runs per profile', async () => {
    const { profiles, exchanges } = await openAt(createHome())
    expectValue(profiles.write(buildProfile('a')))
    expectValue(profiles.write(buildProfile('b')))
    expect(expectValue(exchanges.nextRun('a'))).toBe(1)
    expectValue(exchanges.write(buildExchange('e', 'a', 4), '["one"]'))
    const ended = { ...buildExchange('e', 'a', 4), state: 'done', endedAt: epochMs(noon + 5) }
    expectValue(exchanges.write(ended, '["one","two"]'))
    expect(expectValue(exchanges.read('e'))).toEqual({ row: ended, sealed: '["one","two"]' })
    expect(expectValue(exchanges.nextRun('a'))).toBe(5)
    expect(expectValue(exchanges.nextRun('b'))).toBe(1)
  })

  test('page backwards in time, of one profile or of all, and clear', async () => {
    const { profiles, exchanges, tokenSets } = await openAt(createHome())
    for (const id of ['a', 'b']) {
      expectValue(profiles.write(buildProfile(id)))
    }
    for (let at = 0; at < 6; at += 1) {
      expectValue(exchanges.write(buildExchange(`e${at}`, at % 2 === 0 ? 'a' : 'b', at, at), '[]'))
    }
    expectValue(tokenSets.write({ ...buildTokenSet('t', 'a'), exchangeId: 'e0' }, '{}'))
    const ids = (query: Parameters<typeof exchanges.list>[0]) => expectValue(exchanges.list(query)).map((row) => row.id)
    expect(ids({ limit: 2 })).toEqual(['e5', 'e4'])
    expect(ids({ limit: 2, before: epochMs(noon + 4) })).toEqual(['e3', 'e2'])
    expect(ids({ limit: 9, profileId: 'a' })).toEqual(['e4', 'e2', 'e0'])
    expect(ids({ limit: 1, profileId: 'a', before: epochMs(noon + 4) })).toEqual(['e2'])
    expect(ids({ limit: 0 })).toEqual([])
    expect(expectValue(exchanges.remove('e4'))).toBe(true)
    expect(expectValue(exchanges.clear('a'))).toBe(2)
    expect(ids({ limit: 9 })).toEqual(['e5', 'e3', 'e1'])
    expect(expectValue(exchanges.clear())).toBe(3)
    expect(expectValue(tokenSets.read('t'))?.row.exchangeId).toBe('e0')
  })
})

test('values are written over, removed, and null where there is none', async () => {
  const { values } = await openAt(createHome())
  expect(expectValue(values.read('theme'))).toBeNull()
  expectValue(values.write('theme', 'dark'))
  expectValue(values.write('theme', 'light'))
  expect(expectValue(values.read('theme'))).toBe('light')
  expect(expectValue(values.remove('theme'))).toBe(true)
  expect(expectValue(values.read('theme'))).toBeNull()
})
