import { createServer } from 'node:http'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createSender, type Sender } from '../../electron/host/send-request.ts'
import type { RawResponse } from '../../shared/flow/raw-response.ts'
import { epochMs } from '../../shared/lib/units.ts'
import { buildAnswer, openFaultServer } from './open-fault-server.ts'

const secret = 'client_secret=s3cr3t'
const calm = new AbortController().signal

function openSender(): Sender {
  const sender = createSender(() => epochMs(1_000))
  onTestFinished(() => sender.close())
  return sender
}

function post(sender: Sender, origin: string) {
  const headers = [['Authorization', 'Basic s3cr3t']] as const
  return sender.send({ method: 'POST', url: `${origin}/token?${secret}`, headers, body: secret }, calm)
}

async function ask(answer: Buffer): Promise<RawResponse> {
  const { origin } = await openFaultServer((socket) => socket.end(answer))
  const sent = await post(openSender(), origin)
  if (!sent.ok) throw new Error(JSON.stringify(sent.problem))
  return sent.value
}

const readBody = (response: RawResponse): Buffer => Buffer.from(response.body, 'base64')

describe('a redirect of the token endpoint', () => {
  const cases = [301, 302, 303, 307, 308].flatMap((status) =>
    ['same', 'other'].map((target) => [status, target] as const),
  )

  test.each(cases)('with %i to the %s origin is shown and never followed', async (status, target) => {
    const other = await openFaultServer((socket) => socket.end(buildAnswer('200 OK', '{"access_token":"stolen"}')))
    const own = await openFaultServer((socket) => {
      const place = target === 'same' ? `http://127.0.0.1:${own.port}/next` : `${other.origin}/next`
      socket.end(buildAnswer(`${status} Elsewhere\r\nLocation: ${place}`, 'moved'))
    })
    const sent = await post(openSender(), own.origin)
    expect(sent).toMatchObject({ ok: true, value: { status, statusText: 'Elsewhere' } })
    expect(sent.ok && readBody(sent.value).toString()).toBe('moved')
    expect([own.requests.length, other.requests.length]).toEqual([1, 0])
  })
})

describe('what is no success', () => {
  const page = '<!doctype html><title>Hotel guest network</title>'

  test.each([
    ['too many requests', '429 Too Many Requests\r\nRetry-After: 7', '{"error":"slow_down"}'],
    ['a server out of order', '503 Service Unavailable\r\nContent-Type: text/html', page],
    ['the page of a captive portal', '200 OK\r\nContent-Type: text/html', page],
    ['a failure without a reason', '500 \r\nContent-Type: text/plain', ''],
    ['nothing', '204 No Content', ''],
  ])('is kept with its status, headers and bytes: %s', async (_name, head, body) => {
    const response = await ask(buildAnswer(head, body))
    expect(response.status).toBe(Number(head.slice(0, 3)))
    expect(readBody(response).toString()).toBe(body)
    if (head.includes('Retry-After')) expect(response.headers).toContainEqual(['retry-after', '7'])
  })
})

describe('the bytes of an answer', () => {
  const every = Buffer.from(Array.from({ length: 256 }, (_, at) => at))

  test('are kept, whatever they are', async () => {
    const response = await ask(buildAnswer('200 OK\r\nContent-Type: application/json; charset=gbk', every))
    expect(readBody(response)).toEqual(every)
    expect(response.size).toBe(256)
  })

  test.each([
    ['gzip', gzipSync(every)],
    ['X-GZIP', gzipSync(every)],
    ['deflate', deflateSync(every)],
    ['br', brotliCompressSync(every)],
    ['gzip, br', brotliCompressSync(gzipSync(every))],
    ['identity', every],
    ['unknown', every],
  ])('are unpacked from %s', async (encoding, body) => {
    expect(readBody(await ask(buildAnswer(`200 OK\r\nContent-Encoding: ${encoding}`, body)))).toEqual(every)
  })

  test('may be none at all, although they are said to be packed', async () => {
    expect(readBody(await ask(buildAnswer('200 OK\r\nContent-Encoding: gzip'))).length).toBe(0)
  })

  test('end where the answer says, whatever follows', async () => {
    expect(readBody(await ask(buildAnswer('200 OK\r\nContent-Length: 2', '{}trailing'))).toString()).toBe('{}')
  })

  test('may come in chunks and after interim answers', async () => {
    const chunks = '4\r\n{"a"\r\n3;x=y\r\n:1}\r\n0\r\nX-Trailer: a\r\n\r\n'
    const interim = Buffer.from('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n')
    const answer = Buffer.concat([interim, buildAnswer('200 OK\r\nTransfer-Encoding: chunked', chunks)])
    expect(readBody(await ask(answer)).toString()).toBe('{"a":1}')
  })

  test('may be exactly as many as the limit, and not one more', async () => {
    const limit = 1_048_576
    expect((await ask(buildAnswer('200 OK', Buffer.alloc(limit)))).size).toBe(limit)
    await expect(ask(buildAnswer('200 OK', Buffer.alloc(limit + 1)))).rejects.toThrow('response_too_large')
  })
})

describe('an answer', () => {
  test('keeps every header in its order, repeated ones too, and the moment it came', async () => {
    const head = '200 Fine\r\nDate: Mon, 01 Jan 2024 00:00:00 GMT\r\nSet-Cookie: a=1\r\nX-B: é\r\nSet-Cookie: b=2'
    const response = await ask(buildAnswer(head, '{}'))
    expect(response.headers.filter(([name]) => name !== 'content-length')).toEqual([
      ['date', 'Mon, 01 Jan 2024 00:00:00 GMT'],
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
      ['x-b', 'Ã©'],
    ])
    expect(response).toMatchObject({ statusText: 'Fine', receivedAt: 1_000 })
    expect(response.timings.total).toBeGreaterThanOrEqual(response.timings.firstByte ?? Number.NaN)
  })

  test('is shown without the secrets of its address', async () => {
    expect((await ask(buildAnswer('200 OK', '{}'))).url).not.toContain('s3cr3t')
  })

  test('that never came is not asked for twice on a connection that was open', async () => {
    let count = 0
    const server = await openFaultServer((socket) => {
      count++
      if (count === 1) socket.write(buildAnswer('200 OK', '{}'))
      else socket.resetAndDestroy()
    })
    const sender = openSender()
    expect((await post(sender, server.origin)).ok).toBe(true)
    expect(await post(sender, server.origin)).toMatchObject({ problem: { code: 'network_reset' } })
    expect(server.requests.length).toBe(2)
  })

  test('of a server that speaks plain HTTP where TLS was asked for is named', async () => {
    const server = createServer((_, response) => response.end())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    expect(await post(openSender(), `https://127.0.0.1:${port}`)).toMatchObject({ problem: { code: 'network_tls' } })
  })
})
