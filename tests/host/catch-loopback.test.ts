import { networkInterfaces } from 'node:os'
import { describe, expect, test } from 'vitest'
import { catchLoopback } from '../../electron/host/catch-loopback.ts'
import { epochMs } from '../../shared/lib/units.ts'
import { buildCallback, comeBack, openCatcher, providerOrigin, state } from './open-catcher.ts'
import { isListening, openSocket, readStatus, readToEnd, sendRaw } from './send-raw.ts'

const quick = { headers: 50, request: 100, closing: 50 }

describe('the port of a listener', () => {
  test('that is taken is named, and nothing else is tried', async () => {
    const owner = await openCatcher()
    const redirect = { kind: 'loopback', host: '127.0.0.1', port: owner.port, path: '/callback' } as const
    expect(await catchLoopback(redirect, () => epochMs(1))).toMatchObject({
      ok: false,
      problem: { code: 'port_taken', evidence: { port: String(owner.port), reason: 'EADDRINUSE' } },
    })
    expect(readStatus(await comeBack(owner))).toBe(200)
  })

  test('is the one that the redirect URI names, whether chosen or given', async () => {
    const free = await openCatcher()
    expect(free.redirectUri).toBe(`http://127.0.0.1:${free.port}/callback`)
    free.close()
    const fixed = await openCatcher({ port: free.port })
    expect(fixed.redirectUri).toBe(free.redirectUri)
  })

  test('is open on 127.0.0.1 and on no other address of this machine', async () => {
    const { port } = await openCatcher()
    const outside = Object.values(networkInterfaces())
      .flat()
      .flatMap((one) => (one === undefined || one.internal || one.family === 'IPv6' ? [] : [one.address]))
    for (const address of ['127.0.0.2', '::1', ...outside]) expect(await isListening(port, address)).toBe(false)
    expect(await isListening(port)).toBe(true)
  })

  test('is closed with it, at once, also while somebody holds a connection', async () => {
    const catcher = await openCatcher({}, quick)
    const held = await openSocket(catcher.port)
    const end = readToEnd(held)
    held.write('GET /callback?co')
    catcher.close()
    expect(await isListening(catcher.port)).toBe(false)
    await end
  })
})

describe('the host of a listener', () => {
  test('may be ::1', async () => {
    const catcher = await openCatcher({ host: '[::1]' })
    expect(await isListening(catcher.port)).toBe(false)
    const callback = buildCallback(catcher.port, undefined, `[::1]:${catcher.port}`)
    expect(readStatus(await sendRaw(catcher.port, callback, '::1'))).toBe(200)
    expect((await catcher.caught).url).toBe(`http://[::1]:${catcher.port}/callback?code=right&state=${state}`)
  })

  test('may be called localhost, and then only that', async () => {
    const catcher = await openCatcher({ host: 'localhost' })
    expect(catcher.redirectUri).toBe(`http://localhost:${catcher.port}/callback`)
    expect(readStatus(await comeBack(catcher))).toBe(421)
    const callback = buildCallback(catcher.port, undefined, `localhost:${catcher.port}`)
    expect(readStatus(await sendRaw(catcher.port, callback))).toBe(200)
  })
})

describe('the page after the sign-in', () => {
  const script = '"><script>alert(1)</script>'
  const hostile = `error=access_denied&error_description=${encodeURIComponent(script)}&state=${state}`

  test('says nothing that came with the request', async () => {
    const catcher = await openCatcher()
    for (const query of ['error=a&state=other<script>', hostile, hostile]) {
      const answer = await sendRaw(catcher.port, buildCallback(catcher.port, query))
      expect(answer).not.toMatch(/<script|alert|access_denied|the-state/)
    }
    expect((await catcher.caught).parameters).toContainEqual(['error_description', script])
  })

  test('can run nothing, be kept nowhere and tell nobody where it was', async () => {
    const catcher = await openCatcher()
    for (const answer of [await sendRaw(catcher.port, buildCallback(catcher.port, '')), await comeBack(catcher)]) {
      expect(answer).toMatch(/^Content-Type: text\/html; charset=utf-8\r$/m)
      expect(answer).toMatch(/^Content-Security-Policy: default-src 'none'; .*form-action 'none'.*\r$/m)
      expect(answer).toMatch(/^X-Content-Type-Options: nosniff\r$/m)
      expect(answer).toMatch(/^X-Frame-Options: DENY\r$/m)
      expect(answer).toMatch(/^Referrer-Policy: no-referrer\r$/m)
      expect(answer).toMatch(/^Cache-Control: no-store\r$/m)
      expect(answer).toMatch(/^Connection: close\r$/m)
    }
  })
})

describe('the redirect', () => {
  test('of a run that has not said what it sent is turned away', async () => {
    const opened = await catchLoopback({ kind: 'loopback', host: '127.0.0.1', port: 0, path: '/callback' }, () =>
      epochMs(1),
    )
    if (!opened.ok) throw new Error(opened.problem.code)
    const port = Number(new URL(opened.value.redirectUri).port)
    expect(readStatus(await sendRaw(port, buildCallback(port)))).toBe(400)
    opened.value.close()
  })

  test('counts once; a second one is told so and changes nothing', async () => {
    const catcher = await openCatcher()
    await comeBack(catcher)
    const again = await sendRaw(catcher.port, buildCallback(catcher.port, `code=second&state=${state}`))
    expect(readStatus(again)).toBe(410)
    expect(again).toContain('Already used')
    expect((await catcher.caught).parameters[0]).toEqual(['code', 'right'])
  })

  test('that says no ends the wait as well', async () => {
    const catcher = await openCatcher()
    await sendRaw(catcher.port, buildCallback(catcher.port, `error=access_denied&state=${state}`))
    expect((await catcher.caught).parameters[0]).toEqual(['error', 'access_denied'])
  })

  test.each([[], ['Origin: null'], [`Origin: ${providerOrigin}`]])('may be a form: %j', async (...headers) => {
    const catcher = await openCatcher()
    const body = `code=a%2Bb+c&state=${state}`
    const type = 'Content-Type: Application/X-WWW-Form-Urlencoded; charset=UTF-8'
    const lines = [`Host: 127.0.0.1:${catcher.port}`, type, `Content-Length: ${body.length}`, ...headers.flat()]
    const post = `POST /callback HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`
    expect(readStatus(await sendRaw(catcher.port, post))).toBe(200)
    expect(await catcher.caught).toMatchObject({
      maker: 'form_post',
      url: catcher.redirectUri,
      parameters: [
        ['code', 'a+b c'],
        ['state', state],
      ],
    })
  })

  test('without a state is taken where none was sent', async () => {
    const catcher = await openCatcher()
    catcher.expect({ state: null, codeParameter: 'authCode', origin: providerOrigin })
    expect(readStatus(await sendRaw(catcher.port, buildCallback(catcher.port, 'code=a')))).toBe(400)
    expect(readStatus(await sendRaw(catcher.port, buildCallback(catcher.port, 'authCode=a')))).toBe(200)
  })
})

describe('a listener under load', () => {
  test('ends those who never finish their request', async () => {
    const catcher = await openCatcher({}, quick)
    const slow = [
      '',
      'GET /callback?code=a HTTP/1.1\r\nHo',
      `POST /callback HTTP/1.1\r\nHost: 127.0.0.1:${catcher.port}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\na=`,
    ]
    const ends = await Promise.all(slow.map((text) => sendRaw(catcher.port, text)))
    expect(ends.map(readStatus)).toEqual([408, 408, 408])
    expect(readStatus(await comeBack(catcher))).toBe(200)
  })

  test('survives those who go away in the middle of a form', async () => {
    const catcher = await openCatcher()
    const socket = await openSocket(catcher.port)
    const end = readToEnd(socket)
    const head = `POST /callback HTTP/1.1\r\nHost: 127.0.0.1:${catcher.port}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n\r\n`
    await new Promise((resolve) => socket.write(`${head}code=`, resolve))
    await comeBack(catcher)
    socket.resetAndDestroy()
    await end
    expect(readStatus(await comeBack(catcher))).toBe(410)
  })

  test('lets the browser in however many connections are held', async () => {
    const catcher = await openCatcher()
    const held = await Promise.all(Array.from({ length: 40 }, () => openSocket(catcher.port)))
    for (const socket of held) socket.on('error', () => undefined).write('GET /callback?a=')
    expect(readStatus(await comeBack(catcher))).toBe(200)
    for (const socket of held) socket.destroy()
  })

  test('of fifty runs gives each run its own redirect, in whatever order they come', async () => {
    const runs = await Promise.all(Array.from({ length: 50 }, () => openCatcher()))
    for (const [at, run] of runs.entries())
      run.expect({ state: `state-${at}`, codeParameter: 'code', origin: providerOrigin })
    const queries = runs.map((_, at) => `code=code-${at}&state=state-${at}`)
    // Every redirect is tried at the next run's listener first, and 37 steps further each time: no order is kept.
    for (const [step] of runs.entries()) {
      const at = (step * 37) % runs.length
      const [own, other] = [runs[at], runs[(at + 1) % runs.length]]
      if (own === undefined || other === undefined) continue
      expect([400, 410]).toContain(readStatus(await sendRaw(other.port, buildCallback(other.port, queries[at]))))
      expect(readStatus(await sendRaw(own.port, buildCallback(own.port, queries[at])))).toBe(200)
    }
    const caught = await Promise.all(runs.map((run) => run.caught))
    expect(caught.map((one) => one.parameters[0]?.[1])).toEqual(runs.map((_, at) => `code-${at}`))
  })
})
