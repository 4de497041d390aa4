import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CommandLine, type Ended, openCommandLine } from './run-cli.ts'

let line: CommandLine
beforeAll(async () => {
  line = await openCommandLine()
})
afterAll(() => line.remove())

const json = ['--authorize-param', 'prompt=none', '--no-browser', '--json']

/** Runs `get` and opens the address that it prints, as any HTTP client would. */
async function get(profile: string, args: readonly string[] = json, home = line): Promise<Ended> {
  const running = home.start(['get', profile, ...args])
  const opening = running.said('open ').then(
    (said) => fetch(said.slice('open '.length)),
    () => null,
  )
  // Where the endpoint answers the product itself, it may have gone before we come.
  await opening.then((answer) => answer?.text()).catch(() => null)
  return running.ended
}

/** Stores a copy of a practice profile with something changed. */
async function addCopy(id: string, of: string, change: (document: Record<string, unknown>) => object): Promise<void> {
  const shown = JSON.parse((await line.run(['profiles', 'show', of, '--json'])).out)
  const secrets = { client_secret: 'practice-secret', password: 'practice-password' }
  const input = JSON.stringify({ ...shown, secrets, ...change(shown), id })
  const added = await line.run(['profiles', 'add', '-'], { input })
  if (added.code !== 0) throw new Error(added.err)
}

const fault = (provider: string, name: string) => () => ({ practice: { provider, shape: 'real', fault: name } })

describe('a run that fails', () => {
  test('for an unknown profile is a matter of usage, as JSON too', async () => {
    const { code, out, err } = await line.run(['get', 'nobody', '--json'])
    expect(code).toBe(2)
    expect(JSON.parse(out).problem).toMatchObject({
      step: 'profile',
      code: 'profile_unknown',
      evidence: { id: 'nobody' },
    })
    expect(err).toContain('try: tokendesk profiles list')
  })

  test('because the provider refuses ends with 3 and its words', async () => {
    await addCopy('refused', 'practice-bamboocloud', fault('bamboocloud', 'wrong_secret'))
    const { code, out, err } = await get('refused')
    expect(code).toBe(3)
    expect(JSON.parse(out).problem).toMatchObject({ code: 'provider_refused', evidence: { error: 'invalid_client' } })
    expect(err.split('\n')[0]).toMatch(/^open http/)
    expect(err).toContain('error_description: ')
  })

  test('because consent was denied ends with 3', async () => {
    await addCopy('denied', 'practice-oidc', fault('standard', 'access_denied'))
    expect((await get('denied')).code).toBe(3)
  })

  test('before anything is sent ends with 2', async () => {
    await addCopy('nonsense', 'practice-xt', fault('xt', 'no such fault'))
    const { code, err } = await line.run(['get', 'nonsense'])
    expect(code).toBe(2)
    expect(err).toContain('/practice: ')
  })

  test('because nobody listens there ends with 4', async () => {
    await addCopy('nowhere', 'practice-bamboocloud', () => ({
      grant: 'client_credentials',
      practice: null,
      variables: { your_domain: '127.0.0.1:9' },
    }))
    const { code, err } = await line.run(['get', 'nowhere'])
    expect(code).toBe(4)
    expect(err).toContain('(network_refused)')
  })

  test('because the passphrase is another one ends with 5', async () => {
    const { code, err } = await line.run(['get', 'practice-xt'], { env: { TOKENDESK_PASSPHRASE: 'something else' } })
    expect(code).toBe(5)
    expect(err).toContain('TOKENDESK_PASSPHRASE')
  })

  test('because the person gives up ends with 6', async () => {
    const running = line.start(['get', 'practice-maxkey', '--no-browser'])
    await running.said('Waiting')
    running.child.kill('SIGINT')
    const { code, err } = await running.ended
    expect(code).toBe(6)
    expect(err).toContain('(cancelled)')
  })

  test('because there is nothing to refresh ends with 6', async () => {
    expect((await line.run(['get', 'practice-maxkey', '--grant', 'refresh_token'])).code).toBe(6)
  })
})

describe('each practice profile', () => {
  test.each(['oidc', 'maxkey', 'xt', 'workfront', 'tkeel', 'bamboocloud'])(
    'gives its token set to whoever opens the address on the first line: %s',
    async (name) => {
      const { code, out, err } = await get(`practice-${name}`)
      expect(code, err).toBe(0)
      expect(err).toMatch(/^open http:\/\/127\.0\.0\.1:/)
      const said = JSON.parse(out)
      expect(Object.keys(said)).toEqual([
        'profile',
        'token_set',
        'access_token',
        'refresh_token',
        'id_token',
        'token_type',
        'expires_in',
        'expires_at',
        'scope',
        'received_at',
        'findings',
        'checks',
      ])
      expect(said).toMatchObject({ profile: `practice-${name}`, access_token: expect.any(String) })
      expect(said.expires_in).toBeGreaterThan(3000)
      expect(Date.parse(said.expires_at) - Date.parse(said.received_at)).toBeGreaterThan(3_000_000)
      for (const secret of [said.access_token, said.refresh_token, 'practice-secret', 'practice-password'])
        expect(err).not.toContain(secret)
    },
  )
})

describe('a stored token', () => {
  test('is given again while it lives, without asking anybody', async () => {
    const [one, other] = [await get('practice-xt', json), await line.run(['get', 'practice-xt', '--json'])]
    expect(JSON.parse(other.out).access_token).toBe(JSON.parse(one.out).access_token)
    expect(other.err).toBe('')
  })

  test('is written as other programs want it', async () => {
    const raw = (await line.run(['get', 'practice-xt'])).out.trim()
    const write = async (format: string) => (await line.run(['get', 'practice-xt', '--format', format])).out
    expect(await write('bearer')).toBe(`Bearer ${raw}\n`)
    expect(await write('header')).toBe(`Authorization: Bearer ${raw}\n`)
    expect(await write('env')).toBe(`ACCESS_TOKEN='${raw}'\n`)
    expect(await write('curl')).toContain(`'Authorization: Bearer ${raw}'`)
    expect(JSON.parse(await write('json')).access_token).toBe(raw)
  })

  test('is refreshed when it must live longer than it does, also by another process', async () => {
    await get('practice-bamboocloud')
    const before = JSON.parse((await line.run(['get', 'practice-bamboocloud', '--json'])).out)
    const { out, err } = await line.run(['get', 'practice-bamboocloud', '--min-valid', '3h', '--json'])
    expect(JSON.parse(out).access_token).not.toBe(before.access_token)
    expect(err).not.toContain('open ')
  })

  test('is refreshed when that is asked for', async () => {
    const { out } = await get('practice-maxkey')
    const again = await line.run(['get', 'practice-maxkey', '--grant', 'refresh_token', '--json'])
    expect(again.code, again.err).toBe(0)
    expect(JSON.parse(again.out).access_token).not.toBe(JSON.parse(out).access_token)
  })

  test('of a person is not given to who asks for one of the program', async () => {
    const { out } = await get('practice-maxkey')
    const machine = await line.run(['get', 'practice-maxkey', '--grant', 'client_credentials', '--json'])
    expect(machine.code, machine.err).toBe(0)
    expect(JSON.parse(machine.out).access_token).not.toBe(JSON.parse(out).access_token)
  })

  test('is there for this session alone where nothing can hold its key, and that is said', async () => {
    const running = line.start(['get', 'practice-workfront', ...json], {
      env: { TOKENDESK_PASSPHRASE: '', TOKENDESK_HOME: `${line.home}/none` },
    })
    await fetch((await running.said('open ')).slice(5))
    const { code, err } = await running.ended
    expect(code).toBe(0)
    expect(err).toContain('Nothing was stored')
  })
})

/** Follows the sign-in as a browser would, and stops before the redirect URI is called. */
async function readRedirect(address: string): Promise<string> {
  let url = address
  for (let hops = 0; hops < 8; hops++) {
    const answer = await fetch(url, { redirect: 'manual' })
    const next = new URL(answer.headers.get('location') ?? '', url).href
    if (next.includes('/callback')) return next
    url = next
  }
  throw new Error('the sign-in did not end at the redirect URI')
}

describe('a redirect that is pasted', () => {
  test.each([
    ['the whole address', (url: string) => url],
    ['the code alone', (url: string) => new URL(url).searchParams.get('code') ?? ''],
  ])('is taken from standard input: %s', async (_, cut) => {
    await addCopy(`pasted-${cut('http://x/?code=c').length}`, 'practice-bamboocloud', () => ({}))
    const running = line.start(['get', `pasted-${cut('http://x/?code=c').length}`, ...json], { keepInput: true })
    const redirect = await readRedirect((await running.said('open ')).slice(5))
    running.child.stdin?.write(`\nnot this one, it has spaces\n${cut(redirect)}\n`)
    const { code, out, err } = await running.ended
    expect(code, err).toBe(0)
    expect(err).toContain('(redirect_unreadable)')
    expect(JSON.parse(out).access_token).toEqual(expect.any(String))
  })
})
