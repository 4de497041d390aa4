import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../architecture/source-file.ts'
import { readSample, readSampleDocument } from '../shared/read-sample.ts'
import { type CommandLine, openCommandLine } from './run-cli.ts'

let line: CommandLine
beforeAll(async () => {
  line = await openCommandLine()
})
afterAll(() => line.remove())

describe('a command that is typed wrongly', () => {
  test.each([
    [['unknown']],
    [['get']],
    [['get', 'practice-oidc', '--json', '--format', 'raw']],
    [['get', 'practice-oidc', '--format', 'yaml']],
    [['get', 'practice-oidc', '--grant', 'magic']],
    [['get', 'practice-oidc', '--authorize-param', 'prompt']],
    [['get', 'practice-oidc', '--min-valid', 'long']],
    [['read', 'body.json']],
    [['read', '--dialect', 'rfc6749', '--status', 'ok', '-']],
    [['read', '--dialect', 'rfc6749', '--received-at', 'yesterday', '-']],
    [['read', '--dialect', 'rfc6749', 'no-such-file.json']],
    [['read', '--dialect', 'no-such-dialect', '-']],
    [['profiles', 'show']],
    [['profiles', 'check', 'no-such-file.json']],
    [['serve', '--port', '65536']],
  ])('ends with 2 and says why on standard error alone: %j', async (args) => {
    const { code, out, err } = await line.run(args, { input: '{}' })
    expect([code, out]).toEqual([2, ''])
    expect(err).not.toBe('')
    expect(err).not.toContain('    at ')
  })
})

describe('a command that asks for help', () => {
  test('gets it on standard output and ends with 0', async () => {
    const { code, out, err } = await line.run(['--help'])
    expect([code, err]).toEqual([0, ''])
    for (const name of ['get', 'read', 'decode', 'profiles', 'serve', 'practice']) expect(out).toContain(`  ${name}`)
  })

  test('may stop reading before the end', async () => {
    const running = line.start(['--help'])
    running.child.stdout?.destroy()
    const { code, err } = await running.ended
    expect([code, err]).toEqual([0, ''])
  })

  test('gets the version of the product', async () => {
    const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))
    expect(await line.run(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' })
  })
})

describe('read', () => {
  test('prints the reading of standard input as one JSON document with every member', async () => {
    const sample = 'seeds/001_ca980f63130c7fa7.txt'
    const args = ['read', '--dialect', 'xt', '--received-at', '2023-02-10T06:04:37Z', '-']
    const { code, out, err } = await line.run(args, { input: readSample(sample).toString('utf8') })
    expect([code, err]).toEqual([0, ''])
    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(readSampleDocument('xt', readSample(sample)))))
  })

  test('reads a file, and ends with 0 also when what it read is a refusal', async () => {
    const file = join('tests', 'samples', 'seeds', '004_4d6f3e26cef5010e-4.json')
    const { code, out } = await line.run(['read', '--dialect', 'bamboocloud', '--status', '401', file])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ error: 'invalid_client', error_description: 'Bad client credentials' })
  })

  test('reads the tokens of a Location', async () => {
    const location = 'https://x.example/auth/redirect?token_type=Bearer&access_token=A&refresh_token=R&expires_in=60'
    const args = ['read', '--dialect', 'tkeel', '--status', '301', '--location', location]
    const { out } = await line.run(args, { input: '' })
    expect(JSON.parse(out)).toMatchObject({ access_token: 'A', refresh_token: 'R', expires_in: 60 })
  })

  test('takes a dialect from a document, or from the profile that has it', async () => {
    const dialect = { response: { fields: { access_token: ['/t'] } } }
    for (const [name, document] of [
      ['dialect.json', dialect],
      ['profile.json', { id: 'mine', name: 'Mine', dialect }],
    ] as const) {
      const file = join(line.home, name)
      await writeFile(file, JSON.stringify(document))
      const { out } = await line.run(['read', '--dialect', file], { input: '{"t":"A"}' })
      expect(JSON.parse(out).access_token, name).toBe('A')
    }
  })

  test('names every member of a dialect that does not fit', async () => {
    const file = join(line.home, 'wrong.json')
    await writeFile(file, JSON.stringify({ response: { syntaxes: ['yaml'] }, reqest: {} }))
    const { code, out, err } = await line.run(['read', '--dialect', file], { input: '{}' })
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain('/response/syntaxes/0')
    expect(err).toContain('/reqest')
  })

  test('says where a document is no JSON, and quotes nothing of it', async () => {
    const file = join(line.home, 'broken.json')
    await writeFile(file, '{"secrets":{"client_secret":"hidden" "id":1}}')
    const { code, err } = await line.run(['read', '--dialect', file], { input: '{}' })
    expect(code).toBe(2)
    expect(err).toContain('not JSON')
    expect(err).not.toContain('hidden')
  })
})

describe('decode', () => {
  const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIiwiZXhwIjoxNjkxNTYxMDc2fQ.c2ln'

  test('shows header and claims with their times, and calls nothing verified', async () => {
    const { code, out } = await line.run(['decode', `Bearer ${token}`])
    expect(code).toBe(0)
    expect(out).toContain('2023-08-09T06:04:36.000Z')
    expect(out).toContain('RS256')
    expect(out).not.toMatch(/verified|valid\b/i)
  })

  test('gives the same as JSON, from standard input', async () => {
    const { out } = await line.run(['decode', '--json'], { input: `${token}\n` })
    expect(JSON.parse(out)).toMatchObject({
      kind: 'jws',
      header: { alg: 'RS256' },
      claims: { sub: '1', exp: 1_691_561_076 },
      times: { exp: '2023-08-09T06:04:36.000Z' },
      malformed: null,
    })
  })

  test('says what is wrong with a token that was shortened where it was printed', async () => {
    const { code, out } = await line.run(['decode', 'eyJraWQVlMiIsImFsZOiJodHRwczovL21o...8oEoRsydhg'])
    expect(code).toBe(0)
    expect(out).toContain('Malformed')
    expect(out).toContain('shortened')
  })

  test('calls a token without that form opaque, which is nothing bad', async () => {
    expect((await line.run(['decode', 'WEAFOmOJ-A4LOhF'])).out).toContain('Opaque')
  })

  test('lets no claim write to the terminal', async () => {
    const claims = Buffer.from(JSON.stringify({ sub: '\u001b[2Jgone\u202e' })).toString('base64url')
    const { out } = await line.run(['decode', `eyJhbGciOiJub25lIn0.${claims}.`])
    for (const control of ['\u001b', '\u202e']) expect(out).not.toContain(control)
  })
})
