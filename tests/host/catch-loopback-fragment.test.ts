import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { openCatcher, providerOrigin, state, type TestCatcher } from './open-catcher.ts'
import { readStatus, sendRaw } from './send-raw.ts'

const right = `id_token=e30.e30.c2ln&code=a%2Bb&state=${state}`

async function openFragmentCatcher(own = state): Promise<TestCatcher> {
  const catcher = await openCatcher()
  catcher.expect({ state: own, codeParameter: 'code', origin: providerOrigin, inFragment: true })
  return catcher
}

interface Posted {
  readonly body?: string
  readonly origin?: string | null
  readonly destination?: string
  readonly target?: string
}

function post({ port }: TestCatcher, posted: Posted = {}): Promise<string> {
  const { body = `fragment=${encodeURIComponent(right)}`, destination = 'document', target = '/callback' } = posted
  const { origin = `http://127.0.0.1:${port}` } = posted
  const lines = [
    `POST ${target} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
    `Sec-Fetch-Dest: ${destination}`,
    ...(origin === null ? [] : [`Origin: ${origin}`]),
  ]
  return sendRaw(port, `${lines.join('\r\n')}\r\n\r\n${body}`)
}

const get = ({ port }: TestCatcher, query = ''): Promise<string> =>
  sendRaw(port, `GET /callback${query} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nSec-Fetch-Dest: document\r\n\r\n`)

describe('the page that hands a fragment over', () => {
  test('is one and the same for everybody, and counts as nothing', async () => {
    const catcher = await openFragmentCatcher()
    const page = (await get(catcher)).split('\r\n\r\n')[1]
    const hostile = await get(catcher, '?error_description=%3Cscript%3Ealert(1)%3C/script%3E&x="><script>')
    expect(hostile.split('\r\n\r\n')[1]).toBe(page)
    expect(catcher.ignored()).toBe(0)
  })

  test('may run its own script, post to where it came from, and nothing else', async () => {
    const answer = await get(await openFragmentCatcher())
    const script = /<script>(.*)<\/script>/.exec(answer)?.[1] ?? ''
    const hash = createHash('sha256').update(script).digest('base64')
    const policy = /^Content-Security-Policy: (.*)\r$/m.exec(answer)?.[1]
    expect(policy).toBe(
      `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; script-src 'sha256-${hash}'; form-action 'self'; frame-ancestors 'none'`,
    )
    expect(script).toMatch(/history\.replaceState/)
    for (const header of ['nosniff', 'DENY', 'no-store', 'close', 'same-origin'])
      expect(answer).toMatch(new RegExp(`^[\\w-]+: ${header}\\r$`, 'm'))
  })

  test('says in both languages what to do without a script', async () => {
    const noscript = /<noscript>(.*)<\/noscript>/.exec(await get(await openFragmentCatcher()))?.[1] ?? ''
    expect(Buffer.from(noscript, 'latin1').toString('utf8')).toMatch(/paste it into Tokendesk.*粘贴到 Tokendesk/)
  })

  test('is not there for a run whose answer is no fragment, nor at another path', async () => {
    const plain = await openCatcher()
    expect(readStatus(await get(plain))).toBe(400)
    expect(readStatus(await post(plain))).toBe(403)
    const { port } = await openFragmentCatcher()
    const elsewhere = `GET /callback/ HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`
    expect(readStatus(await sendRaw(port, elsewhere))).toBe(404)
  })
})

const other = (text: string) => `fragment=${encodeURIComponent(text)}`

const attacks: readonly (readonly [name: string, status: number, posted: Posted])[] = [
  ['a page elsewhere', 403, { origin: 'https://evil.example' }],
  ['the provider itself', 403, { origin: providerOrigin }],
  ['nobody who can be named', 403, { origin: 'null' }],
  ['no browser', 403, { origin: null }],
  ['the same address on another port', 403, { origin: 'http://127.0.0.1:1' }],
  ['the same address over https', 403, { origin: 'https://127.0.0.1' }],
  ['the name localhost', 403, { origin: 'http://localhost' }],
  ['a script', 404, { destination: 'empty' }],
  ['a frame', 404, { destination: 'iframe' }],
  ['another path', 404, { target: '/callback/x' }],
  ['another state', 400, { body: other('code=stolen&state=other') }],
  ['no state', 400, { body: other('code=stolen') }],
  ['two states', 400, { body: other(`${right}&state=other`) }],
  ['a state in the address alone', 400, { body: other('code=stolen'), target: `/callback?state=${state}` }],
  ['no fragment', 400, { body: right }],
  ['an empty fragment', 400, { body: 'fragment=' }],
  ['two fragments', 400, { body: `${other(right)}&${other(right)}` }],
  ['something beside the fragment', 400, { body: `code=stolen&${other(right)}` }],
  ['more than a form may hold', 413, { body: `${other(right)}${'a'.repeat(65_536)}` }],
]

describe('a fragment that is posted', () => {
  test.each(attacks)('by %s is turned away, and the true one still comes through', async (_, status, posted) => {
    const catcher = await openFragmentCatcher()
    expect(readStatus(await post(catcher, posted))).toBe(status)
    expect(catcher.ignored()).toBe(1)
    expect(readStatus(await post(catcher))).toBe(200)
    const { maker, url, parameters } = await catcher.caught
    expect([maker, url]).toEqual(['loopback', `${catcher.redirectUri}#${right}`])
    expect(parameters).toContainEqual(['code', 'a+b'])
  })

  test('counts once', async () => {
    const catcher = await openFragmentCatcher()
    await post(catcher)
    expect(readStatus(await post(catcher))).toBe(410)
    expect(readStatus(await get(catcher))).toBe(410)
  })

  test('is not needed where the answer came in the query after all', async () => {
    const catcher = await openFragmentCatcher()
    expect(readStatus(await get(catcher, '?error=access_denied&state=other'))).toBe(400)
    expect(readStatus(await get(catcher, `?error=access_denied&state=${state}`))).toBe(200)
    expect((await catcher.caught).parameters[0]).toEqual(['error', 'access_denied'])
  })

  test('finds its own run among fifty', async () => {
    const runs = await Promise.all(Array.from({ length: 50 }, (_, at) => openFragmentCatcher(`state-${at}`)))
    const bodyOf = (at: number): string => other(`code=code-${at}&state=state-${at}`)
    const answers = runs.map(async (run, at) => {
      expect(readStatus(await post(run, { body: bodyOf((at * 37 + 1) % runs.length) }))).not.toBe(500)
      return readStatus(await post(run, { body: bodyOf(at) }))
    })
    for (const [at, status] of (await Promise.all(answers)).entries()) expect([at, status]).toEqual([at, 200])
    const caught = await Promise.all(runs.map((run) => run.caught))
    expect(caught.map((one) => one.parameters[0]?.[1])).toEqual(runs.map((_, at) => `code-${at}`))
  })
})
