import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readClock } from '../../electron/host/clock.ts'
import { type SendLimits, sendLimits } from '../../electron/host/send-limits.ts'
import { createSender, type OutboundRequest, type Sent } from '../../electron/host/send-request.ts'
import { fillListener } from './fill-listener.ts'
import { buildAnswer, drip, openFaultServer } from './open-fault-server.ts'

const quick: SendLimits = { ...sendLimits, connect: 300, headers: 300, idle: 300, total: 2_500 }

function buildRequest(url: string): OutboundRequest {
  const headers = [
    ['Accept', 'application/json'],
    ['X-Own', 'ä~'],
    ['Content-Type', 'application/x-www-form-urlencoded'],
    ['Authorization', 'Basic c2VjcmV0'],
  ] as const
  return { method: 'POST', url, headers, body: 'grant_type=authorization_code&code=%C3%A4' }
}

async function send(url: string, limits = quick, signal = new AbortController().signal): Promise<Sent> {
  const sender = createSender(readClock, limits)
  onTestFinished(() => sender.close())
  return sender.send(buildRequest(url), signal)
}

function readText(sent: Sent): string | null {
  const response = sent.ok ? sent.value : sent.partial
  return response === null ? null : Buffer.from(response.body, 'base64').toString('latin1')
}

const json = '200 OK\r\nContent-Type: application/json'
const tokens = '{"access_token":"a"}'
const gzipped = gzipSync(tokens)

/** A fault, what it is called, what the evidence says, and what was kept of the answer. */
type Fault = readonly [
  name: string,
  answer: (socket: Socket) => void,
  code: string,
  evidence: Readonly<Record<string, string>>,
  kept: string | null,
]

const faults: readonly Fault[] = [
  ['silence', () => undefined, 'network_timeout', { phase: 'headers', milliseconds: '300' }, null],
  ['a reset before the head', (socket) => socket.resetAndDestroy(), 'network_reset', { reason: 'ECONNRESET' }, null],
  ['an end before the head', (socket) => socket.end(), 'network_reset', {}, null],
  ['half a head', (socket) => socket.end('HTTP/1.1 200 O'), 'network_reset', {}, null],
  ['a head, letter by letter', (socket) => drip(socket, `HTTP/1.1 ${json}`, 200), 'network_timeout', {}, null],
  [
    'a body, letter by letter',
    (socket) => {
      socket.write(buildAnswer(`${json}\r\nContent-Length: 900`))
      drip(socket, 'a'.repeat(900), 40)
    },
    'network_timeout',
    { phase: 'total', milliseconds: '2500' },
    'aaa',
  ],
  [
    'half a body and silence',
    (socket) => socket.write(buildAnswer(`${json}\r\nContent-Length: 900`, tokens)),
    'network_timeout',
    { phase: 'body', milliseconds: '300' },
    tokens,
  ],
  [
    'an end within the body',
    (socket) => socket.end(buildAnswer(`${json}\r\nContent-Length: 900`, tokens)),
    'network_reset',
    {},
    tokens,
  ],
  [
    'a reset within the body',
    (socket) =>
      socket.write(buildAnswer(`${json}\r\nContent-Length: 900`, tokens), () =>
        setTimeout(() => socket.resetAndDestroy(), 50),
      ),
    'network_reset',
    {},
    tokens,
  ],
  [
    'a chunk that is none',
    (socket) => socket.write(buildAnswer(`${json}\r\nTransfer-Encoding: chunked`, '5\r\n{"acc\r\nzz\r\n')),
    'response_malformed',
    { reason: 'Invalid character in chunk size' },
    '{"acc',
  ],
  [
    'chunks without an end',
    (socket) => socket.end(buildAnswer(`${json}\r\nTransfer-Encoding: chunked`, '5\r\n{"acc\r\n')),
    'network_reset',
    {},
    '{"acc',
  ],
  ['another protocol', (socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'), 'response_malformed', {}, null],
  [
    'two lengths',
    (socket) => socket.end(buildAnswer(`${json}\r\nContent-Length: 5\r\nContent-Length: 6`, tokens)),
    'response_malformed',
    {},
    null,
  ],
  [
    'a compressed body that is cut',
    (socket) => socket.end(buildAnswer(`${json}\r\nContent-Encoding: gzip`, gzipped.subarray(0, -12))),
    'response_malformed',
    { reason: 'Z_BUF_ERROR' },
    '',
  ],
  [
    'a compressed body that is not compressed',
    (socket) => socket.end(buildAnswer(`${json}\r\nContent-Encoding: gzip`, tokens)),
    'response_malformed',
    { reason: 'Z_DATA_ERROR' },
    '',
  ],
  [
    'a body that was compressed a thousand times',
    (socket) => socket.end(buildAnswer(`${json}\r\nContent-Encoding: ${Array(1000).fill('gzip').join(',')}`, gzipped)),
    'response_malformed',
    { reason: 'Content-Encoding' },
    '',
  ],
  [
    'two mebibytes',
    (socket) => socket.end(buildAnswer(json, 'a'.repeat(2_097_152))),
    'response_too_large',
    { limit: '1048576' },
    'a',
  ],
  [
    'a head of a mebibyte',
    (socket) => socket.write(buildAnswer(`${json}\r\nX-Long: ${'a'.repeat(1_048_576)}`, tokens)),
    'response_too_large',
    {},
    null,
  ],
]

describe('a request', () => {
  test.each(faults)('that meets %s ends by name and in time', async (_name, answer, code, evidence, kept) => {
    const server = await openFaultServer(answer)
    const started = performance.now()
    const sent = await send(`${server.origin}/token?a=b`)
    expect(performance.now() - started).toBeLessThan(quick.total + 1_000)
    expect(sent).toMatchObject({ ok: false, problem: { step: 'raw-response', code } })
    expect(!sent.ok && sent.problem.evidence).toMatchObject(evidence)
    if (kept === null) expect(readText(sent)).toBe(null)
    else expect(readText(sent)?.startsWith(kept)).toBe(true)
    expect(server.requests.length).toBe(1)
  })

  test('to a name that nobody has is said to be that', async () => {
    const sent = await send('http://nobody.invalid/token', sendLimits)
    expect(sent).toMatchObject({ problem: { code: 'network_dns', evidence: { host: 'nobody.invalid:80' } } })
  })

  test('to a closed port is refused', async () => {
    const { origin, port } = await openFaultServer(() => undefined)
    const closed = origin.replace(String(port), '1')
    expect(await send(closed)).toMatchObject({
      problem: { code: 'network_refused', evidence: { host: '127.0.0.1:1' } },
    })
  })

  test('to a host that does not take connections ends at the deadline', async () => {
    const port = await fillListener()
    expect(await send(`http://127.0.0.1:${port}/token`)).toMatchObject({
      problem: { code: 'network_timeout', evidence: { phase: 'connect', milliseconds: '300' } },
    })
  })

  test('that is cancelled ends at once, before and during the answer', async () => {
    const controller = new AbortController()
    const server = await openFaultServer((socket) => {
      socket.write(buildAnswer(`${json}\r\nContent-Length: 900`, tokens), () => controller.abort())
    })
    expect(await send(server.origin, sendLimits, controller.signal)).toMatchObject({ problem: { code: 'cancelled' } })
    expect(await send(server.origin, sendLimits, controller.signal)).toMatchObject({ problem: { code: 'cancelled' } })
    expect(server.requests.length).toBe(1)
  })

  test('arrives byte for byte as it was built', async () => {
    const server = await openFaultServer((socket) => socket.end(buildAnswer(json, tokens)))
    await send(`${server.origin}/to%2Fken?b=2&a=%20+%7E#part`)
    expect(server.requests).toEqual([
      [
        'POST /to%2Fken?b=2&a=%20+%7E HTTP/1.1',
        `host: 127.0.0.1:${server.port}`,
        'connection: keep-alive',
        'Accept: application/json',
        'X-Own: ä~',
        'Content-Type: application/x-www-form-urlencoded',
        'Authorization: Basic c2VjcmV0',
        'content-length: 41',
        '',
        'grant_type=authorization_code&code=%C3%A4',
      ].join('\r\n'),
    ])
  })
})
