import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CommandLine, openCommandLine } from './run-cli.ts'

let line: CommandLine
beforeAll(async () => {
  line = await openCommandLine()
})
afterAll(() => line.remove())

const document = {
  id: 'mine',
  name: 'Mine',
  clientId: 'client',
  variables: {},
  dialect: { endpoints: { token: 'https://login.example.com/{tenant}/token' } },
  secrets: { client_secret: 'never to be seen again' },
}
const input = JSON.stringify(document)
const check = (text: string) => line.run(['profiles', 'check', '-', '--json'], { input: text })

describe('a document that is no profile', () => {
  test.each([
    ['no JSON', '{', '/'],
    ['no object', '[]', '/'],
    ['an id with spaces', JSON.stringify({ ...document, id: 'My Profile' }), '/id'],
    ['a member nobody knows', JSON.stringify({ ...document, clientSecret: 'x' }), '/clientSecret'],
    ['a dialect nobody knows', JSON.stringify({ ...document, dialect: 'rfc9999' }), '/dialect'],
    [
      'a unit nobody knows',
      JSON.stringify({
        ...document,
        dialect: { response: { lifetimes: [{ of: 'access_token', place: '/e', unit: 'h' }] } },
      }),
      '/dialect/response/lifetimes/0/unit',
    ],
  ])('ends with 2 and the place: %s', async (_, text, place) => {
    const { code, out } = await check(text)
    expect(code).toBe(2)
    expect(Object.keys(JSON.parse(out).problem.evidence)).toContain(place)
  })

  test('is not stored by add, and nothing that was there is lost', async () => {
    const before = (await line.run(['profiles', 'list', '--json'])).out
    expect((await line.run(['profiles', 'add', '-'], { input: '{"id":"x"}' })).code).toBe(2)
    expect((await line.run(['profiles', 'list', '--json'])).out).toBe(before)
  })
})

describe('a profile', () => {
  test('is checked without a vault, with what a run would still need', async () => {
    const env = { TOKENDESK_HOME: '/nowhere/at/all' }
    const { code, out } = await line.run(['profiles', 'check', '-', '--json'], { input, env })
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      profile: { id: 'mine' },
      hasSecret: ['client_secret'],
      missing: ['tenant'],
    })
  })

  test('is added, shown, exported, imported again and removed, and its secret never comes out', async () => {
    const said: string[] = []
    const run = async (args: readonly string[], given?: string) => {
      const ended = await line.run(['profiles', ...args], given === undefined ? {} : { input: given })
      expect(ended.code, ended.err).toBe(0)
      said.push(ended.out, ended.err)
      return ended.out
    }
    await run(['add', '-'], input)
    const shown = await run(['show', 'mine', '--json'])
    const exported = await run(['export', 'mine'])
    await run(['remove', 'mine'])
    // What show prints is what add reads.
    await run(['add', '-'], shown)
    expect(await run(['show', 'mine', '--json'])).toBe(shown)
    expect(await run(['import', '-', '--replace', '--json'], exported)).toContain('"hasSecret": []')
    expect(await run(['list'])).toMatch(/^mine +Mine/m)
    await run(['remove', 'mine', '--json'])
    expect(said.join('\n')).not.toContain('never to be seen again')
  })

  test('is not added over another without being told to', async () => {
    const shown = await line.run(['profiles', 'show', 'practice-xt', '--json'])
    const { code, err } = await line.run(['profiles', 'add', '-'], { input: shown.out })
    expect(code).toBe(2)
    expect(err).toContain('(profile_exists)')
  })

  test('that is not there is named', async () => {
    for (const name of ['show', 'remove', 'export']) {
      const { code, out } = await line.run(['profiles', name, 'nobody', '--json'])
      expect([code, JSON.parse(out).problem.code]).toEqual([2, 'profile_unknown'])
    }
  })

  test('is not called stored where nothing can be stored', async () => {
    const env = { TOKENDESK_PASSPHRASE: '', TOKENDESK_HOME: `${line.home}/none` }
    const { code, out, err } = await line.run(['profiles', 'add', '-'], { input, env })
    expect([code, out]).toEqual([5, ''])
    expect(err).toContain('TOKENDESK_PASSPHRASE')
  })
})

describe('a first run', () => {
  test.each(['a passphrase', ''])('finds the six practice profiles, with passphrase "%s"', async (passphrase) => {
    const env = { TOKENDESK_PASSPHRASE: passphrase, TOKENDESK_HOME: `${line.home}/first-${passphrase.length}` }
    const { code, out } = await line.run(['profiles', 'list', '--json'], { env })
    expect(code).toBe(0)
    expect(JSON.parse(out).map((row: { id: string }) => row.id)).toEqual([
      'practice-oidc',
      'practice-maxkey',
      'practice-xt',
      'practice-workfront',
      'practice-tkeel',
      'practice-bamboocloud',
    ])
  })
})
