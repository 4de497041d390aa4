import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { practiceAccount } from '../../electron/host/practice/practice-accounts.ts'
import { practiceProviders, practiceShapes } from '../../shared/dialects/practice-choices.ts'
import { type Exchange, readStep } from '../../shared/flow/exchange.ts'
import type { ProfileDocument } from '../../shared/flow/profile.ts'
import { choosePractice } from './choose-practice.ts'
import { openProvider, saveProfile, startRun } from './open-provider.ts'
import {
  openLastingHost,
  openTestHost,
  readEnd,
  readValue,
  refreshToEnd,
  runToEnd,
  type TestHost,
} from './open-test-host.ts'

/** A secret in the forms that it can take in a text. */
function spell(secret: string): readonly string[] {
  const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '')
  const base64url = Buffer.from(secret).toString('base64url')
  return [secret, encodeURIComponent(secret), base64, base64url, JSON.stringify(secret).slice(1, -1)]
}

/** Where a text holds a secret in one of its forms: what stands before it. */
function findLeaks(text: string, secrets: readonly string[]): readonly string[] {
  return secrets
    .flatMap(spell)
    .map((spelling) => text.indexOf(spelling))
    .flatMap((at) => (at < 0 ? [] : [text.slice(Math.max(0, at - 120), at)]))
}

/** Everything that the host tells without being asked for a secret, as one text. */
async function readTold(host: TestHost): Promise<string> {
  const profiles = readValue(await host.send('profiles.list', {}))
  const told: unknown[] = [
    host.events,
    readValue(await host.send('exchanges.list', { limit: 500 })),
    readValue(await host.send('tokens.list', {})),
    readValue(await host.send('app.status', {})),
    profiles,
  ]
  for (const { id } of profiles)
    told.push(await host.send('profiles.show', { id }), await host.send('profiles.export', { id }))
  return JSON.stringify(told)
}

/** What a run has sent and got, unmasked: by `reveal` for the one, from the tokens for the other. */
async function readSecrets(host: TestHost, exchange: Exchange): Promise<readonly string[]> {
  const secrets: string[] = []
  for (const step of ['authorization-request', 'token-request'] as const)
    for (const [part, { secret }] of (readStep(exchange, step)?.request.parts ?? []).entries())
      if (secret) secrets.push(readValue(await host.send('exchanges.reveal', { id: exchange.id, step, part })).value)
  const reading = readStep(exchange, 'token-set')?.reading
  if (reading?.kind === 'tokens') secrets.push(...reading.tokenSet.tokens.map((token) => token.value))
  return secrets
}

describe.each(practiceShapes)('of the %s practice providers', (shape) => {
  let host: TestHost
  beforeAll(async () => {
    host = await openLastingHost()
  })
  afterAll(() => host.dispose())

  test.each(practiceProviders)('%s gives no secret to who did not ask for it', async (provider) => {
    const id = await choosePractice(host, provider, 'none', shape)
    const first = await runToEnd(host, id)
    const second = await refreshToEnd(host, id)
    expect([first.state, second.state]).toEqual(['received', 'received'])
    const runs = await Promise.all([first, second].map((exchange) => readSecrets(host, exchange)))
    const secrets = [practiceAccount.clientSecret, practiceAccount.password, ...runs.flat()]
    expect(runs.flat().length).toBeGreaterThanOrEqual(4)
    const told = await readTold(host)
    expect(findLeaks(told, secrets)).toEqual([])
  })
})

const secret = 'se cr/et"+ä%:'
const password = 'pass&word=ö'

function decode(text: string): string {
  return [...new URLSearchParams(text.replace(/^.*[?]/, ''))].flat().join(' ')
}

/** A provider that quotes everything it got, in every place where it can. */
function openEcho() {
  return openProvider((call) => {
    const text = JSON.stringify(call)
    const basic = Buffer.from((call.headers.authorization ?? '').slice(6), 'base64').toString()
    const quoted = [text, basic, ...[call.body, call.url, basic].map(decode)].join(' ')
    return {
      status: 400,
      headers: { 'www-authenticate': `Error error_description="${encodeURIComponent(quoted)}"`, 'x-echo': call.body },
      body: { error: 'invalid_request', error_description: quoted, error_uri: call.url, debug: { quoted: [quoted] } },
    }
  })
}

const dialects: readonly (readonly [name: string, ProfileDocument['dialect']])[] = [
  ['in the header', {}],
  ['in the header as they are', { request: { clientAuthentication: 'basic_raw' } }],
  ['in the form', { request: { clientAuthentication: 'body' } }],
  ['in JSON', { request: { clientAuthentication: 'body', token: { placement: 'json' } } }],
  ['in the address', { request: { clientAuthentication: 'query', token: { method: 'GET', placement: 'query' } } }],
  [
    'under names of its own',
    {
      request: {
        clientAuthentication: 'query',
        token: { placement: 'query', rename: { client_secret: 'sk', code: 'ticket', code_verifier: 'proof' } },
        authorize: { codeParameter: 'ticket' },
      },
    },
  ],
]

describe('a provider that quotes all it got, with the client %s', () => {
  test.each(dialects)('does not bring it into an event, a list or a name: %s', async (_name, dialect) => {
    const host = await openTestHost()
    const echo = await openEcho()
    const change = { dialect: dialect ?? {}, secrets: { client_secret: secret, password }, username: 'me' }
    const profileId = await saveProfile(host, echo, { ...change, secretInUrlAllowed: true })
    const run = await startRun(host, profileId)
    const code = 'the/code+of this"run'
    const parameter = typeof dialect === 'object' ? (dialect.request?.authorize?.codeParameter ?? 'code') : 'code'
    await fetch(`${run.redirectUri}?${parameter}=${encodeURIComponent(code)}&state=${run.state}`)
    const exchange = await readEnd(host, run.id)
    expect(exchange.state).toBe('refused')
    const direct = readValue(await host.send('exchanges.start', { profileId, grant: 'password' }))
    await readEnd(host, direct.exchangeId)
    const sent = await readSecrets(host, exchange)
    const told = await readTold(host)
    expect(findLeaks(told, [secret, password, code, ...sent])).toEqual([])
    expect(echo.calls.length).toBe(2)
    // The whole record, which only who opens the run gets, has the answer as it came.
    const raw = Buffer.from(readStep(exchange, 'raw-response')?.response.body ?? '', 'base64').toString()
    expect(JSON.parse(raw).error).toBe('invalid_request')
  })
})
