import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calls } from '../../shared/contract/calls.ts'
import { type OpenedDoor, openDoor } from './open-door.ts'

let opened: OpenedDoor
beforeAll(async () => {
  opened = await openDoor()
})
afterAll(() => opened.close())

const headers = (more: object = {}) => ({
  origin: opened.door.origin,
  'content-type': 'application/json',
  'x-tokendesk-key': opened.door.key,
  ...more,
})
const post = (body: string | Buffer, more: object = {}) =>
  opened.ask('/call', { method: 'POST', headers: headers(more), body })

describe('a body that is no call', () => {
  const deep = `${'['.repeat(70)}${']'.repeat(70)}`
  const wide = JSON.stringify({ name: 'app.status', input: Array.from({ length: 10_010 }, () => 0) })
  test.each([
    ['nothing', '', 400, 'not_json'],
    ['no JSON', '{"name":', 400, 'not_json'],
    ['an array', '["app.status"]', 400, 'not_a_call'],
    ['null', 'null', 400, 'not_a_call'],
    ['a name that is a number', '{"name":1,"input":{}}', 400, 'not_a_call'],
    ['a name without end', JSON.stringify({ name: 'a'.repeat(200), input: {} }), 400, 'not_a_call'],
    ['a further member', '{"name":"app.status","input":{},"more":1}', 400, 'not_a_call'],
    ['too many levels', `{"name":"app.status","input":${deep}}`, 400, 'depth'],
    ['too many members', wide, 400, 'members'],
    ['__proto__', '{"name":"app.status","input":{"__proto__":{"isAdmin":true}}}', 400, 'prototype_name'],
    ['constructor, deep inside', '{"name":"x","input":[{"a":{"constructor":{}}}]}', 400, 'prototype_name'],
  ])('because it is %s gets an answer', async (_, body, status, reason) => {
    const answer = await post(body)
    expect(answer.status).toBe(status)
    expect(JSON.parse(answer.text).problem).toMatchObject({ code: 'input_invalid', evidence: { reason } })
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''])(
    'because its type is "%s", which forms can send, gets an answer',
    async (type) => {
      const answer = await post('{"name":"app.status","input":{}}', { 'content-type': type })
      expect(answer.status).toBe(415)
    },
  )

  test('because it is longer than 1 MiB gets an answer, also when it did not say so before', async () => {
    const body = JSON.stringify({ name: 'app.status', input: { text: 'x'.repeat(1_048_576) } })
    expect((await post(body)).status).toBe(413)
    expect((await post(body, { 'transfer-encoding': 'chunked' })).status).toBe(413)
  })

  test('by GET gets an answer', async () => {
    const answer = await opened.ask('/call', { headers: headers() })
    expect([answer.status, answer.headers.allow]).toEqual([405, 'POST'])
  })
})

describe('a call', () => {
  test('of no known name is not found', async () => {
    const answer = await opened.call('tokens.steal', {})
    expect(answer.status).toBe(404)
    expect(JSON.parse(answer.text).problem.code).toBe('call_unknown')
  })

  test('is answered with its outcome, and nothing may keep the answer', async () => {
    const answer = await opened.call('profiles.list', {})
    expect(JSON.parse(answer.text).value).toHaveLength(6)
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  test('that fails by its subject is an answer all the same', async () => {
    const answer = await opened.call('profiles.show', { id: 'nobody' })
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.text)).toMatchObject({ ok: false, problem: { code: 'profile_unknown' } })
  })
})

/** Values that a hostile page would try, at random and by hand. */
const payload = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.record({ id: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()) }, { requiredKeys: [] }),
  fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 6 }),
  fc.constantFrom(null, [], { id: '../../x' }, { id: "' OR 1=1 --" }, { id: '\0' }, { id: 'x'.repeat(200_000) }),
)

describe('200 payloads at random', () => {
  // These would only change what the others find; they are tried as well, at the end.
  const names = Object.keys(calls).sort((one) => (/vault\./.test(one) ? 1 : -1))
  test.each(names)('to %s always get an outcome', { timeout: 60_000 }, async (name) => {
    const samples = fc.sample(payload, { numRuns: 200, seed: 7 })
    const answers = await Promise.all(samples.map((input) => opened.call(name, input)))
    for (const [index, { status, text }] of answers.entries()) {
      expect([200, 400], JSON.stringify(samples[index])?.slice(0, 200)).toContain(status)
      expect(typeof JSON.parse(text).ok).toBe('boolean')
      expect(text).not.toContain('"internal"')
    }
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})
