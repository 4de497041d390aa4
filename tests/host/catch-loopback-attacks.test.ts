import { describe, expect, test } from 'vitest'
import { comeBack, openCatcher, providerOrigin, state } from './open-catcher.ts'
import { readStatus, sendRaw } from './send-raw.ts'

/** What an attack may say about itself; the rest is a callback as it should be. */
interface Attack {
  readonly method?: string
  readonly target?: string
  readonly host?: string | null
  readonly headers?: readonly string[]
  readonly body?: string
}

function buildAttack(port: number, attack: Attack): string {
  const { method = 'GET', target = `/callback?code=stolen&state=${state}`, host = `127.0.0.1:${port}` } = attack
  const lines = [`${method} ${target} HTTP/1.1`, ...(host === null ? [] : [`Host: ${host}`]), ...(attack.headers ?? [])]
  return `${lines.join('\r\n')}\r\n\r\n${attack.body ?? ''}`
}

function buildForm(body: string, type = 'application/x-www-form-urlencoded', headers: readonly string[] = []): Attack {
  const own = [`Content-Type: ${type}`, `Content-Length: ${body.length}`, ...headers]
  return { method: 'POST', target: '/callback', headers: own, body }
}

const right = `code=stolen&state=${state}`

const attacks: readonly (readonly [name: string, status: number | readonly number[], attack: Attack])[] = [
  ['another name in Host', 421, { host: 'evil.example' }],
  ['a name that was pointed at this machine', 421, { host: 'rebound.evil.example:80' }],
  ['localhost where the address is registered', 421, { host: 'localhost' }],
  ['the right address and another port', 421, { host: '127.0.0.1:1' }],
  ['the right address without its port', 421, { host: '127.0.0.1' }],
  ['the address with a dot behind it', 421, { host: '127.0.0.1.:80' }],
  ['another spelling of the address', 421, { host: '127.1:80' }],
  ['an empty Host', [400, 421], { host: '' }],
  ['no Host', 400, { host: null }],
  ['two Hosts', [400, 421], { headers: ['Host: evil.example'] }],
  ['an absolute target', 404, { target: `http://evil.example/callback?${right}` }],
  ['another path', 404, { target: `/?${right}` }],
  ['a path that goes on', 404, { target: `/callback/more?${right}` }],
  ['a path that starts alike', 404, { target: `/callback2?${right}` }],
  ['a slash behind the path', 404, { target: `/callback/?${right}` }],
  ['two slashes before the path', 404, { target: `//callback?${right}` }],
  ['capitals in the path', 404, { target: `/Callback?${right}` }],
  ['an encoded letter in the path', 404, { target: `/%63allback?${right}` }],
  ['an encoded slash in the path', 404, { target: `/%2Fcallback?${right}` }],
  ['dots in the path', 404, { target: `/x/../callback?${right}` }],
  ['a path parameter', 404, { target: `/callback;a=b?${right}` }],
  ['the favicon', 404, { target: '/favicon.ico' }],
  ['a scanner', 404, { target: '/.env' }],
  ['HEAD', 405, { method: 'HEAD' }],
  ['PUT', 405, { method: 'PUT' }],
  ['OPTIONS', 405, { method: 'OPTIONS' }],
  ['DELETE', 405, { method: 'DELETE' }],
  ['an unknown method', 400, { method: 'CALLBACK' }],
  ['CONNECT', [0, 400, 404, 405], { method: 'CONNECT', target: 'evil.example:443' }],
  ['an image', 404, { headers: ['Sec-Fetch-Dest: image'] }],
  ['a script', 404, { headers: ['Sec-Fetch-Dest: script'] }],
  ['a frame', 404, { headers: ['Sec-Fetch-Dest: iframe'] }],
  ['a request of a script', 404, { headers: ['Sec-Fetch-Dest: empty'] }],
  ['nothing at all', 400, { target: '/callback' }],
  ['a code without a state', 400, { target: '/callback?code=stolen' }],
  ['another state', 400, { target: '/callback?code=stolen&state=other' }],
  ['an empty state', 400, { target: '/callback?code=stolen&state=' }],
  ['a state that goes on', 400, { target: `/callback?${right}x` }],
  ['a state in capitals', 400, { target: `/callback?code=stolen&state=${state.toUpperCase()}` }],
  ['the right state behind another', 400, { target: `/callback?state=other&${right}` }],
  ['the right state before another', 400, { target: `/callback?${right}&state=other` }],
  ['the right state without a code', 400, { target: `/callback?state=${state}` }],
  ['an error without a state', 400, { target: '/callback?error=access_denied' }],
  ['an error with another state', 400, { target: '/callback?error=access_denied&state=other' }],
  ['the answer in the fragment of the target', [400, 404], { target: `/callback#${right}` }],
  ['an address of 20 KiB', 431, { target: `/callback?${right}&a=${'a'.repeat(20_480)}` }],
  ['headers of 20 KiB', 431, { headers: [`X-Long: ${'a'.repeat(20_480)}`] }],
  ['a thousand headers', 431, { headers: Array.from({ length: 1_000 }, (_, at) => `X-Header-Number-${at}: a`) }],
  ['a form that is JSON', 415, buildForm(`{"code":"stolen","state":"${state}"}`, 'application/json')],
  ['a form as plain text', 415, buildForm(right, 'text/plain')],
  ['a form of parts', 415, buildForm(right, 'multipart/form-data; boundary=a')],
  ['a type that starts like a form', 415, buildForm(right, 'application/x-www-form-urlencoded-not')],
  ['a form with another state', 400, buildForm('code=stolen&state=other')],
  ['a form from another origin', 403, buildForm(right, undefined, ['Origin: https://evil.example'])],
  [
    'a form from a neighbour of the provider',
    403,
    buildForm(right, undefined, [`Origin: ${providerOrigin}.evil.example`]),
  ],
  ['a form of 64 KiB and more', 413, buildForm(`${right}&a=${'a'.repeat(65_536)}`)],
  ['a form with the state in the address', 400, { ...buildForm('code=stolen'), target: `/callback?state=${state}` }],
  ['two lengths', 400, { method: 'POST', headers: ['Content-Length: 4', 'Content-Length: 5'], body: 'a=b' }],
  ['a length and chunks', 400, { method: 'POST', headers: ['Content-Length: 4', 'Transfer-Encoding: chunked'] }],
  ['a NUL in a header', 400, { headers: ['X-A: a\0b'] }],
  ['an upgrade', 400, { target: '/callback', headers: ['Connection: Upgrade', 'Upgrade: websocket'] }],
]

describe('a listener that waits for its redirect', () => {
  test.each(attacks)('turns away %s, and still takes the true one', async (_name, status, attack) => {
    const catcher = await openCatcher()
    const answer = await sendRaw(catcher.port, buildAttack(catcher.port, attack))
    expect([status].flat()).toContain(readStatus(answer))
    expect(readStatus(await comeBack(catcher))).toBe(200)
    expect((await catcher.caught).parameters).toEqual([
      ['code', 'right'],
      ['state', state],
    ])
  })

  test('counts what it turned away', async () => {
    const catcher = await openCatcher()
    await sendRaw(catcher.port, buildAttack(catcher.port, { target: '/favicon.ico' }))
    await sendRaw(catcher.port, buildAttack(catcher.port, { target: '/callback?code=stolen&state=other' }))
    expect(catcher.ignored()).toBe(2)
    await comeBack(catcher)
    expect((await catcher.caught).ignored).toBe(2)
  })
})
