import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CallName, calls } from '../../shared/contract/calls.ts'
import { problemSchema } from '../../shared/lib/problem.ts'
import { profileOf } from '../shared/flow/profile-of.ts'
import { openLastingHost, readValue, type TestHost } from './open-test-host.ts'

let host: TestHost
beforeAll(async () => {
  host = await openLastingHost()
})
afterAll(() => host.dispose())

/** An input that fits, as the start of inputs that nearly do. Nothing in it names anything that is there. */
const fitting: Readonly<Record<CallName, Readonly<Record<string, unknown>>>> = {
  'app.status': {},
  'preferences.read': {},
  'preferences.write': { theme: 'dark', language: 'en', clipboardSeconds: 30 },
  'vault.unlock': { passphrase: 7 },
  'vault.lock': { unknown: true },
  'vault.protect': { passphrase: 'short' },
  'profiles.list': {},
  'profiles.show': { id: 'nobody' },
  'profiles.save': { profile: profileOf({ id: 'saved' }), secrets: { client_secret: 'a' }, create: false },
  'profiles.remove': { id: 'nobody' },
  'profiles.duplicate': { id: 'nobody' },
  'profiles.export': { id: 'nobody' },
  'profiles.import': { text: '{}', store: false, replace: false },
  'profiles.reveal': { id: 'nobody', secret: 'client_secret' },
  'exchanges.start': { profileId: 'nobody', grant: 'password', authorizeParameters: { a: 'b' }, openBrowser: false },
  'exchanges.refresh': { profileId: 'nobody', tokenSetId: 'nothing' },
  'exchanges.cancel': { id: 'nobody' },
  'exchanges.paste': { id: 'nobody', text: 'a' },
  'exchanges.open': { id: 'nobody' },
  'exchanges.list': { profileId: 'nobody', before: 1, limit: 1 },
  'exchanges.show': { id: 'nobody' },
  'exchanges.reveal': { id: 'nobody', step: 'token-request', part: 0 },
  'exchanges.remove': { id: 'nobody' },
  'exchanges.clear': { profileId: 'nobody' },
  'tokens.list': { profileId: 'nobody' },
  'tokens.show': { id: 'nobody' },
  'tokens.remove': { id: 'nobody' },
  'tokens.copy': { id: 'nobody', kind: 'access_token', format: 'raw' },
  'tokens.settleCopy': { clear: false },
  'lifecycle.start': { profileId: 'nobody', what: 'userinfo', tokenSetId: 'nothing', token: 'access_token' },
  'metadata.read': { issuer: 'no address', again: false },
  'metadata.attempts': { issuer: 'no address' },
  'registration.start': { profileId: 'nobody', action: 'create', metadata: '{}' },
  'keys.generate': { profileId: 'nobody', use: 'signing', keyId: 'a' },
  'keys.list': { profileId: 'nobody' },
  'refresh.pause': { paused: false },
  'practice.start': {},
}

const circle: Record<string, unknown> = {}
circle.self = circle
const deep = (levels: number): unknown => {
  let value: unknown = 1
  for (let level = 0; level < levels; level++) value = { a: [value] }
  return value
}

const hostile: readonly unknown[] = [
  ...[undefined, null, true, 0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 1e308, 10n, Symbol('a')],
  ...['', ' ', '\0', '__proto__', 'constructor', '../../etc/passwd', "'; DROP TABLE profiles; --", '%00', '\ud800'],
  ...['a'.repeat(129), 'a'.repeat(2_000_000), '中'.repeat(500_000), '{{client_secret}}'],
  ...[[], [[]], [null], Array(20_000).fill('a'), {}, { id: {} }, { toString: null }, Object.create(null)],
  ...[JSON.parse('{"__proto__":{"admin":true}}'), { constructor: { prototype: { admin: true } } }, circle],
  ...[deep(50), deep(5_000), new Date(0), new Map([['id', 'a']]), new Set(['a']), /a/, () => 'a', new Error('a')],
  ...[new Uint8Array(9), Buffer.from('a'), Promise.resolve('a'), new Proxy({}, {})],
]

/** The fitting input with one member replaced, or one more. */
function buildNearly(base: Readonly<Record<string, unknown>>): readonly unknown[] {
  const members = [...Object.keys(base), 'unknown', '__proto__']
  return members.flatMap((member) =>
    hostile.map((value) => {
      const input: Record<string, unknown> = { ...base }
      Object.defineProperty(input, member, { value, enumerable: true, configurable: true })
      return input
    }),
  )
}

async function check(name: string, input: unknown): Promise<void> {
  const answer = await host.dispatch(name, input)
  if (answer.ok) return void expect(answer.value).not.toBe(undefined)
  const read = problemSchema.safeParse(answer.problem)
  expect([read.success, answer.problem.code]).not.toEqual([true, 'internal'])
  expect(read.error).toBe(undefined)
}

const names = Object.keys(calls) as CallName[]

describe('a call of the name', () => {
  test.each([
    '',
    ' ',
    'profiles',
    'profiles.',
    'profiles.List',
    'toString',
    '__proto__',
    'constructor',
    'a'.repeat(99_999),
  ])('%.30j is refused', async (name) => {
    expect(await host.dispatch(name, {})).toMatchObject({ ok: false, problem: { code: 'call_unknown' } })
  })

  test.each([undefined, null, 7, {}, ['profiles.list'], Symbol('a')])(
    '%s, which is no text, is refused',
    async (name) => {
      const dispatch = host.dispatch as (name: unknown, input: unknown) => ReturnType<TestHost['dispatch']>
      expect(await dispatch(name, {})).toMatchObject({ ok: false, problem: { code: 'call_unknown' } })
    },
  )
})

describe.each(names)('%s', (name) => {
  test('answers whatever it is given by a value or a named problem', async () => {
    const { profile } = fitting[name]
    const profiles = profile === undefined ? [] : buildNearly(profile as Readonly<Record<string, unknown>>)
    const inputs = [...hostile, ...buildNearly(fitting[name]), ...profiles.map((one) => ({ profile: one }))]
    for (const input of inputs) await check(name, input)
    await fc.assert(
      fc.asyncProperty(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
        (input) => check(name, input),
      ),
      { numRuns: 120 },
    )
    expect(inputs.length + 120).toBeGreaterThanOrEqual(200)
    expect(({} as Record<string, unknown>).admin).toBe(undefined)
  })

  test('refuses an object that does not let itself be read', async () => {
    const closed = new Proxy(fitting[name], {
      get: () => {
        throw new Error('client_secret=hidden')
      },
      ownKeys: () => {
        throw new Error('client_secret=hidden')
      },
    })
    const answer = await host.dispatch(name, closed)
    expect(answer).toMatchObject({ ok: false, problem: { code: 'input_invalid' } })
    expect(JSON.stringify(answer)).not.toContain('hidden')
  })
})

test('a host that was tried in all these ways still works', async () => {
  expect(readValue(await host.send('profiles.list', {})).map((row) => row.id)).toContain('practice-oidc')
})
