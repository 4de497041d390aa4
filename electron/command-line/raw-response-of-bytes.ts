import type { RawResponse } from '../../shared/flow/raw-response.ts'
import type { EpochMs } from '../../shared/lib/units.ts'

/** What a person says about a body that they have in a file. */
export interface GivenResponse {
  readonly body: Uint8Array
  readonly status: number
  readonly contentType: string
  readonly location: string | undefined
  readonly receivedAt: EpochMs
}

/** A raw response as the sender would have made it, from bytes that came without one. */
export function buildRawResponse(given: GivenResponse): RawResponse {
  const headers: [string, string][] = []
  if (given.contentType !== '') headers.push(['content-type', given.contentType])
  if (given.location !== undefined) headers.push(['location', given.location])
  return {
    url: '',
    status: given.status,
    statusText: '',
    headers,
    body: Buffer.from(given.body).toString('base64'),
    size: given.body.byteLength,
    receivedAt: given.receivedAt,
    timings: { connect: null, firstByte: null, total: 0 },
  }
}
