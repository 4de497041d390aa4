import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openHttpDoor } from '../../electron/loopback/http-door.ts'
import { type OpenedDoor, openDoor } from './open-door.ts'

let opened: OpenedDoor
beforeAll(async () => {
  opened = await openDoor()
})
afterAll(() => opened.close())

const readProblem = (text: string) => JSON.parse(text).problem
const own = () => ({
  origin: opened.door.origin,
  'content-type': 'application/json',
  'x-tokendesk-key': opened.door.key,
})
const body = JSON.stringify({ name: 'app.status', input: {} })

describe('a sender that is not the window', () => {
  test.each([
    ['no key', { 'x-tokendesk-key': '' }, 401, 'key'],
    ['another key of the same length', { 'x-tokendesk-key': 'A'.repeat(43) }, 401, 'key'],
    ['two keys', { 'x-tokendesk-key': ['right', 'wrong'] }, 401, 'key'],
    ['the name localhost', { host: 'localhost' }, 421, 'host'],
    ['a rebound name', { host: 'evil.example:80' }, 421, 'host'],
    ['another origin', { origin: 'http://evil.example' }, 403, 'origin'],
    ['the null origin', { origin: 'null' }, 403, 'origin'],
    ['its own origin by https', { origin: 'https://127.0.0.1' }, 403, 'origin'],
    ['another site by the word of the browser', { 'sec-fetch-site': 'cross-site' }, 403, 'site'],
    ['another port of this machine', { 'sec-fetch-site': 'same-site' }, 403, 'site'],
  ])('with %s is refused', async (_, headers, status, reason) => {
    const answer = await opened.ask('/call', { method: 'POST', headers: { ...own(), ...headers }, body })
    expect(answer.status).toBe(status)
    expect(readProblem(answer.text)).toMatchObject({ code: 'sender_refused', evidence: { reason } })
  })

  test('without an Origin is refused, because every browser sends one with a POST', async () => {
    const { origin: _, ...headers } = own()
    const answer = await opened.ask('/call', { method: 'POST', headers, body })
    expect(answer.status).toBe(403)
  })

  test.each(['/events', '/', '/assets/window-0a1b2c3d.js'])('of another Host gets nothing from %s', async (path) => {
    const headers = { host: 'evil.example', 'x-tokendesk-key': opened.door.key }
    const answer = await opened.ask(path, { headers })
    expect(answer.status).toBe(421)
  })

  test('without the key hears no events', async () => {
    const answer = await opened.ask('/events', { headers: { origin: opened.door.origin } })
    expect(answer.status).toBe(401)
  })

  test('of another site may lead a person to the page and may not load its parts', async () => {
    const foreign = { 'sec-fetch-site': 'cross-site' }
    const link = { ...foreign, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
    expect((await opened.ask('/', { headers: link })).status).toBe(200)
    expect((await opened.ask('/', { headers: { ...link, 'sec-fetch-dest': 'iframe' } })).status).toBe(403)
    expect((await opened.ask('/assets/window-0a1b2c3d.js', { headers: foreign })).status).toBe(403)
  })

  test('is never told that other origins may read anything', async () => {
    const preflight = await opened.ask('/call', { method: 'OPTIONS', headers: { origin: 'http://evil.example' } })
    const page = await opened.ask('/')
    for (const { headers } of [preflight, page])
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
    expect(preflight.status).toBe(403)
  })
})

describe('the page', () => {
  test('has a policy whose nonce is new with every load and stands in the page', async () => {
    const [one, other] = [await opened.ask('/'), await opened.ask('/')]
    const policy = String(one.headers['content-security-policy'])
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
    expect(one.text).toContain(`<meta name="style-nonce" content="${nonce}">`)
    expect(other.text).not.toContain(nonce)
    expect(policy.replace(nonce, 'N')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-N'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
  })

  test('is not kept, not framed, not sniffed and tells no referrer', async () => {
    const { headers } = await opened.ask('/')
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    })
  })

  test('brings its parts byte for byte, to be kept for ever under their hashed names', async () => {
    const answer = await opened.ask('/assets/window-0a1b2c3d.js')
    expect(answer.text).toBe(await readFile('tests/samples/window/assets/window-0a1b2c3d.js', 'utf8'))
    expect(answer.headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect(answer.headers['cache-control']).toContain('immutable')
  })

  test('answers HEAD with the headers alone', async () => {
    const answer = await opened.ask('/', { method: 'HEAD' })
    expect([answer.status, answer.text]).toEqual([200, ''])
  })

  test.each([
    '/../package.json',
    '/assets/../../http-door.test.ts',
    '/%2e%2e/%2e%2e/package.json',
    '/..%2f..%2fpackage.json',
    '/..\\..\\package.json',
    '//etc/passwd',
    '/etc/passwd%00.js',
    '/assets',
    '/assets/',
    '/INDEX.HTML',
    '/favicon.ico',
    '/constructor',
    '/__proto__',
  ])('has nothing at %s', async (path) => {
    const answer = await opened.ask(path)
    expect([answer.status, answer.text]).toEqual([404, 'Not found'])
  })

  test.each(['POST', 'PUT', 'DELETE', 'PATCH'])('does not take %s', async (method) => {
    const answer = await opened.ask('/', { method, headers: { origin: opened.door.origin } })
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD'])
  })
})

describe('the address', () => {
  test('carries the key in its fragment only, and every run has another key', async () => {
    const other = await openHttpDoor(opened.host, { port: 0, files: new Map() })
    if (!other.ok) throw new Error(other.problem.message)
    expect(opened.door.address).toBe(`${opened.door.origin}/#key=${opened.door.key}`)
    expect(Buffer.from(opened.door.key, 'base64url')).toHaveLength(32)
    expect(other.value.key).not.toBe(opened.door.key)
    await other.value.close()
  })

  test('with a port that is taken is a named problem', async () => {
    const { port } = new URL(opened.door.origin)
    const second = await openHttpDoor(opened.host, { port: Number(port), files: new Map() })
    expect(second).toMatchObject({ ok: false, problem: { code: 'port_taken', evidence: { port } } })
  })

  test('belongs to this machine alone', async () => {
    const { port } = new URL(opened.door.origin)
    // Were the door open on every address, nobody else could take the port on the other one.
    const neighbour = createServer()
    await new Promise<void>((resolve, reject) => {
      neighbour.once('error', reject)
      neighbour.listen({ host: '127.0.0.2', port: Number(port), exclusive: true }, resolve)
    })
    await new Promise((resolve) => neighbour.close(resolve))
  })
})
