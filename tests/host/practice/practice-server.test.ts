import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPracticeMemory } from '../../../electron/host/practice/practice-memory.ts'
import { openPractice, type PracticeServer } from '../../../electron/host/practice/practice-server.ts'
import { epochMs } from '../../../shared/lib/units.ts'
import { authorize, openTestPractice, send, standAt } from './practice-client.ts'

let practice: PracticeServer
beforeAll(async () => {
  practice = await openTestPractice()
})
afterAll(() => practice.close())

/** fetch does not let its caller choose the Host. */
function statusWithHost(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const path = '/maxkey/sign/authz/oauth/v20/jwks'
    request({ host: '127.0.0.1', port: practice.port, path, headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

describe('what is refused', () => {
  test('rejects with EADDRINUSE when the port is taken', async () => {
    const second = openPractice({ port: practice.port, now: () => epochMs(0), memory: createPracticeMemory() })
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  test.each(['practice.invalid', '127.0.0.1', '127.0.0.1:1', '[::1]'])(
    'does not answer to the Host %s',
    async (host) => {
      expect(await statusWithHost(host)).toBe(421)
    },
  )

  test('lets no other origin post', async () => {
    const init = { method: 'POST', headers: { origin: 'http://127.0.0.1:9' }, body: 'decision=allow' }
    expect((await send(`${practice.origin}/maxkey/sign/authz/oauth/v20/authorize`, init)).status).toBe(403)
  })

  test('reads no more of a body than a token request needs', async () => {
    const init = { method: 'POST', body: new URLSearchParams({ code: 'x'.repeat(70_000) }) }
    expect((await send(`${practice.origin}/workfront/any/url`, init)).status).toBe(413)
  })

  test.each(['/', '/nobody/token', '/maxkey', '/xt/oauth2/token', '/tkeel/oauth/demo-tenant/more/token'])(
    'plays nothing at %s',
    async (path) => {
      expect((await send(`${practice.origin}${path}`)).status).toBe(404)
    },
  )

  test.each([
    ['xt', '/public/uaa/oauth2/token', 'POST', 'GET'],
    ['tkeel', '/oauth/demo-tenant/token', 'POST', 'GET'],
    ['workfront', '/any/url', 'GET', 'POST'],
    ['bamboocloud', '/api/v1/oauth2/token', 'GET', 'POST'],
  ])('%s takes its token request in one method only', async (provider, path, wrong, right) => {
    const response = await send(`${practice.origin}/${provider}${path}`, { method: wrong })
    expect([response.status, response.headers.get('allow')]).toEqual([405, right])
  })
})

test('answers to both spellings of the loopback host', async () => {
  expect(await statusWithHost(`127.0.0.1:${practice.port}`)).toBe(200)
  expect(await statusWithHost(`localhost:${practice.port}`)).toBe(200)
})

test('lets nobody store what it answers', async () => {
  for (const provider of ['standard', 'maxkey'] as const) {
    const response = await authorize(standAt(practice, provider))
    expect(response.headers.get('cache-control')).toBe('no-store')
  }
})

test('listens on the loopback interface alone', async () => {
  expect(practice.origin).toBe(`http://127.0.0.1:${practice.port}`)
  const elsewhere = connect({ host: '127.0.0.2', port: practice.port })
  const outcome = await new Promise((resolve) => {
    elsewhere.once('connect', () => resolve('connected')).once('error', () => resolve('refused'))
  })
  elsewhere.destroy()
  expect(outcome).toBe('refused')
})

test('closing ends a connection that waits for an answer', async () => {
  const other = await openTestPractice()
  const stand = standAt(other, 'maxkey', 'real', 'stalled')
  const response = await send(`${stand.base}/sign/authz/oauth/v20/token`)
  const body = response.text()
  await Promise.all([other.close(), expect(body).rejects.toThrow()])
})
