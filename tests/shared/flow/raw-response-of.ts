import type { RawResponse } from '../../../shared/flow/raw-response.ts'
import { encodeBytesAsBase64, encodeUtf8 } from '../../../shared/lib/bytes-text.ts'
import { epochMs } from '../../../shared/lib/units.ts'

/** A raw response as a test needs it: a body, and what differs from a plain 200 with JSON. */
export function rawResponseOf(
  body: string | Uint8Array,
  change: {
    readonly status?: number
    readonly headers?: readonly (readonly [string, string])[]
    readonly receivedAt?: number
  } = {},
): RawResponse {
  const bytes = typeof body === 'string' ? encodeUtf8(body) : body
  return {
    url: 'http://127.0.0.1/token',
    status: change.status ?? 200,
    statusText: '',
    headers: (change.headers ?? [['content-type', 'application/json']]).map(([name, value]): [string, string] => [
      name,
      value,
    ]),
    body: encodeBytesAsBase64(bytes),
    size: bytes.length,
    receivedAt: epochMs(change.receivedAt ?? Date.parse('2026-11-20T02:00:00Z')),
    timings: { connect: null, firstByte: 1, total: 2 },
  }
}
