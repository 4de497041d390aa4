import { readBody } from '../../../../shared/dialects/body/read-body.ts'
import type { ResponseRules } from '../../../../shared/dialects/response-rules.ts'
import { type RawResponse, readHeader } from '../../../../shared/flow/raw-response.ts'
import { readBodyText } from '../../../../shared/flow/raw-response-text.ts'
import { decodeBase64, encodeBase64 } from '../../../../shared/lib/bytes-text.ts'
import type { JsonValue } from '../../../../shared/lib/json-value.ts'
import { type EpochMs, epochMs } from '../../../../shared/lib/units.ts'

/** An answer that the form reads with the rules being written. */
export interface Sample {
  readonly origin: 'run' | 'pasted' | 'built'
  readonly raw: RawResponse
}

/** Takes text as if the token endpoint had answered with it just now. A Location makes it a redirect. */
export function buildPastedSample(text: string, status: number, receivedAt: EpochMs): Sample {
  const body = encodeBase64(text)
  const raw: RawResponse = {
    url: '',
    status,
    statusText: '',
    headers: [],
    body,
    size: decodeBase64(body).length,
    receivedAt,
    timings: { connect: null, firstByte: null, total: 0 },
  }
  return { origin: 'pasted', raw }
}

/** The document in a sample, as far as the rules can read it; `null` when they cannot. */
export function readSampleValue({ raw }: Sample, rules: ResponseRules): JsonValue | null {
  const isRedirect = raw.status >= 300 && raw.status < 400
  const location = isRedirect ? readHeader(raw, 'location') : null
  const read = readBody({ text: readBodyText(raw).text, location }, rules)
  return read.ok ? read.body.value : null
}

/** A moment for samples that were not received: a sample says how long, never until when. */
export const noMoment = epochMs(0)
