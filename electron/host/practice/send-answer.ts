import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { createGzip } from 'node:zlib'
import type { PracticeFault } from '../../../shared/dialects/practice-choices.ts'
import type { EpochMs, Seconds } from '../../../shared/lib/units.ts'
import type { PracticeAnswer } from './practice-exchange.ts'

/** How long a skewed clock is off, in milliseconds. */
const skew = 10 * 60_000
/** 32 MiB of trailing spaces: still the same JSON to a reader who would take it all. */
const padding = ' '.repeat(64 * 1024)
const paddingTimes = 512

/** How an answer is to reach the client; without a fault it does so at once and whole. */
export interface Delivery {
  readonly fault: PracticeFault
  readonly now: EpochMs
  readonly slowFor: Seconds
  /** Fires when the client has gone or the server closes. */
  readonly signal: AbortSignal
}

/** Writes an answer to the socket in the way the fault asks. */
export async function sendAnswer(response: ServerResponse, answer: PracticeAnswer, delivery: Delivery): Promise<void> {
  const { fault, signal } = delivery
  if (fault === 'reset') return void response.socket?.resetAndDestroy()
  if (fault === 'slow') await delay(delivery.slowFor * 1000, undefined, { signal })
  response.statusCode = answer.status
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value)
  response.setHeader('cache-control', 'no-store')
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('referrer-policy', 'same-origin')
  if (fault === 'clock_skew') response.setHeader('date', new Date(delivery.now + skew).toUTCString())
  const body = Buffer.from(answer.body)
  switch (fault) {
    case 'stalled':
      response.setHeader('content-length', body.length)
      response.write(body.subarray(0, Math.ceil(body.length / 2)))
      return
    case 'huge_body':
      return pipeline(Readable.from(pad(body)), response, { signal })
    case 'compressed_bomb':
      response.setHeader('content-encoding', 'gzip')
      return pipeline(Readable.from(pad(body)), createGzip(), response, { signal })
    default:
      response.setHeader('content-length', body.length)
      response.end(body)
  }
}

function* pad(body: Buffer): Generator<Buffer | string> {
  yield body
  for (let count = 0; count < paddingTimes; count++) yield padding
}
