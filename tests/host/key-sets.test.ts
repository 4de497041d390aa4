import { describe, expect, onTestFinished, test } from 'vitest'
import { createKeySets, type KeyWish } from '../../electron/host/key-sets.ts'
import { sendLimits } from '../../electron/host/send-limits.ts'
import { createSender } from '../../electron/host/send-request.ts'
import { epochMs } from '../../shared/lib/units.ts'
import { createEcKeys } from './jose/forge.ts'
import { type KeyAnswer, type KeyServer, openKeyServer } from './open-key-server.ts'

const { publicJwk } = createEcKeys()
const keyOf = (kid: string) => ({ ...publicJwk, kid })
const setOf = (...kids: readonly string[]) => ({ keys: kids.map(keyOf) })

/** Key sets over a real sender, and a clock that only the test moves. */
async function openDesk(answer: KeyAnswer, limits = sendLimits) {
  const server = await openKeyServer(answer)
  let now = 1_800_000_000_000
  const clock = () => epochMs(now)
  const sender = createSender(clock, limits)
  onTestFinished(() => sender.close())
  const sets = createKeySets(sender, clock)
  const read = (keyId: string | null = null, change: Partial<KeyWish> = {}) =>
    sets.read({ url: server.url, keyId, transport: null, signal: new AbortController().signal, ...change })
  return {
    server,
    read,
    pass: (milliseconds: number) => {
      now += milliseconds
    },
    kids: async (keyId: string | null = null) => {
      const found = await read(keyId)
      return found.ok ? found.value.keys.map(({ kid }) => kid) : found.problem.code
    },
  }
}

/** Lets a test answer by hand: resolves when a request is there, with what answers it. */
function holdAnswer(server: KeyServer): Promise<(answer: object) => void> {
  return new Promise((resolve) => {
    server.answer = (response) => resolve((answer) => response.end(JSON.stringify(answer)))
  })
}

describe('an answer that is no key set', () => {
  test.each<[string, KeyAnswer, string]>([
    ['a web page', '<!doctype html><title>Sign in</title>', 'the answer is a web page, not JSON'],
    ['text that is not JSON', '{"keys": [', 'the answer is not JSON'],
    ['a list', [], 'the answer has no list called keys'],
    ['keys that are no list', { keys: {} }, 'the answer has no list called keys'],
    [
      '1,000 keys',
      setOf(...Array.from({ length: 1000 }, (_, at) => `k${at}`)),
      'it has 1000 keys, and 100 are the most',
    ],
    ['HTTP 500', (response) => response.writeHead(500).end('{"keys":[]}'), 'the answer is not HTTP 200'],
    [
      'a redirect',
      (response) => response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end(),
      'the answer is a redirect, which is not followed',
    ],
  ])('%s is refused with the evidence and the raw answer', async (_, answer, why) => {
    const { server, read } = await openDesk(answer)
    const found = await read()
    expect(found).toMatchObject({
      ok: false,
      problem: { step: 'decoded-token', code: 'keys_invalid', evidence: { url: server.url, why } },
      call: { request: { method: 'GET', url: server.url }, response: { url: server.url } },
    })
    server.answer = setOf('a')
    expect((await read()).ok).toBe(true)
  })

  test('one of more than 1 MiB is cut off', async () => {
    const { read } = await openDesk({ keys: [keyOf('x'.repeat(1_048_576))] })
    expect(await read()).toMatchObject({ ok: false, problem: { code: 'response_too_large' }, call: { response: {} } })
  })

  test('one that never ends stops at the deadline', async () => {
    const limits = { ...sendLimits, total: 200 }
    const { read } = await openDesk((response) => response.writeHead(200).write('{"keys":'), limits)
    expect(await read()).toMatchObject({ ok: false, problem: { code: 'network_timeout' } })
  })

  test.each(['', 'jwks', 'file:///etc/passwd', 'ftp://127.0.0.1/', 'http://a:b@127.0.0.1/'])(
    'an address like %j is not asked',
    async (url) => {
      const { read } = await openDesk(setOf('a'))
      expect(await read(null, { url })).toMatchObject({ ok: false, problem: { code: 'url_invalid' }, call: null })
    },
  )
})

describe('what is odd in a key set', () => {
  test('broken keys are left out and named by their place, the others stay', async () => {
    const broken = [null, {}, { kty: 'RSA', n: 'AQAB' }, { ...keyOf('x'), kid: 1 }]
    const { read } = await openDesk({ keys: [...broken, keyOf('a'), { kty: 'AKP', kid: 'later' }] })
    const found = await read()
    if (!found.ok) throw new Error(found.problem.code)
    expect(found.value.keys.map(({ kid }) => kid)).toEqual(['a', 'later'])
    expect(found.value.findings.map(({ code, evidence }) => `${code} ${evidence.place} ${evidence.why}`)).toEqual([
      'key_broken /keys/0 it is no object',
      'key_broken /keys/1 it has no kty',
      'key_broken /keys/2 it has no e',
      'key_broken /keys/3 its kid is not text',
    ])
  })

  test('a key id that occurs twice is named, and both keys stay', async () => {
    const { read } = await openDesk(setOf('a', 'a', 'b'))
    const found = await read()
    expect(found).toMatchObject({
      ok: true,
      value: { findings: [{ code: 'key_id_repeated', evidence: { keyId: 'a' } }] },
    })
    expect(found.ok && found.value.keys).toHaveLength(3)
  })

  test('published private and symmetric keys are an error', async () => {
    const { read } = await openDesk({
      keys: [
        { ...keyOf('a'), d: 'AAAA' },
        { kty: 'oct', k: 'AAAA' },
      ],
    })
    const found = await read()
    expect(found).toMatchObject({
      value: { findings: [{ code: 'private_key_published', severity: 'error', evidence: { count: '2' } }] },
    })
    expect(JSON.stringify(found.ok && found.value.findings)).not.toContain('AAAA')
  })
})

describe('kept keys', () => {
  test('are not asked for again for ten minutes, and then are', async () => {
    const { server, read, kids, pass } = await openDesk(setOf('a'))
    const first = await read('a')
    expect(first).toMatchObject({
      ok: true,
      value: { call: { request: { url: server.url }, response: { status: 200 } } },
    })
    server.answer = setOf('b')
    pass(599_999)
    expect(await read('a')).toMatchObject({ ok: true, value: { call: null } })
    expect(server.requests()).toBe(1)
    pass(1)
    expect(await kids('a')).toEqual(['b'])
    expect(server.requests()).toBe(2)
  })

  test('are asked for again at once for an unknown key id, and then once in ten seconds', async () => {
    const { server, kids, pass } = await openDesk(setOf('a'))
    expect(await kids('a')).toEqual(['a'])
    server.answer = setOf('b')
    expect(await kids('b')).toEqual(['b'])
    server.answer = setOf('c')
    pass(9_999)
    expect(await kids('c')).toEqual(['b'])
    expect(await kids('made up')).toEqual(['b'])
    expect(server.requests()).toBe(2)
    pass(1)
    expect(await kids('c')).toEqual(['c'])
    expect(server.requests()).toBe(3)
  })

  test('survive a rotation that could not be fetched', async () => {
    const { server, kids } = await openDesk(setOf('a'))
    await kids()
    server.answer = '<html>'
    expect(await kids('b')).toBe('keys_invalid')
    expect(await kids('a')).toEqual(['a'])
  })

  test('of one address do not serve another, nor another trust in certificates', async () => {
    const { server, read } = await openDesk(setOf('a'))
    await read()
    await read(null, { url: `${server.url}?tenant=2` })
    expect(server.requests()).toBe(2)
    await read(null, { transport: { ca: null, certificate: null, key: null } })
    expect(server.requests()).toBe(2)
  })
})

describe('readers at the same time', () => {
  test('share one request, which only the first of them reports as its own', async () => {
    const { server, read } = await openDesk(setOf('a'))
    const held = holdAnswer(server)
    const readers = [read('a'), read('a'), read(null)]
    ;(await held)(setOf('a'))
    const found = await Promise.all(readers)
    expect(found.map((one) => one.ok && one.value.call !== null)).toEqual([true, false, false])
    expect(server.requests()).toBe(1)
  })

  test('do not lose it when the first of them leaves', async () => {
    const { server, read } = await openDesk(setOf('a'))
    const held = holdAnswer(server)
    const leaving = new AbortController()
    const first = read('a', { signal: leaving.signal })
    const second = read('a')
    const answer = await held
    leaving.abort()
    expect(await first).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
    answer(setOf('a'))
    expect(await second).toMatchObject({ ok: true })
  })

  test('end it when the last of them leaves, and who comes after sends a new one', async () => {
    const { server, read } = await openDesk(setOf('a'))
    const held = holdAnswer(server)
    const leaving = new AbortController()
    const first = read('a', { signal: leaving.signal })
    await held
    leaving.abort()
    expect(await first).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
    server.answer = setOf('a')
    expect(await read('a')).toMatchObject({ ok: true })
    expect(server.requests()).toBe(2)
  })
})
