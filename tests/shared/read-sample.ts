import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildRawResponse, type GivenResponse } from '../../electron/command-line/raw-response-of-bytes.ts'
import { buildResponseDocument, type ResponseDocument } from '../../electron/command-line/response-document.ts'
import { type Dialect, dialectSchema } from '../../shared/dialects/dialect.ts'
import { readPreset } from '../../shared/dialects/presets.ts'
import type { TokenReading } from '../../shared/flow/token-set.ts'
import { readTokenResponse } from '../../shared/flow/token-set-reading.ts'
import { epochMs } from '../../shared/lib/units.ts'
import { projectRoot } from '../architecture/source-file.ts'

const folder = join(projectRoot, 'tests', 'samples')

/** The bytes of a sample file, e.g. `seeds/001_ca980f63130c7fa7.txt`. */
export function readSample(name: string): Buffer {
  return readFileSync(join(folder, name))
}

/** A dialect that lies in `samples/dialects`, else the preset of that id. */
export function readSampleDialect(id: string): Dialect {
  const preset = readPreset(id)
  return preset ?? dialectSchema.parse(JSON.parse(readSample(`dialects/${id}.json`).toString('utf8')))
}

/** When the samples were received: the issue time that XT.COM's printed tokens prove. */
export const sampleReceivedAt = epochMs(1_676_009_077_000)

/** Reads a body as the street does. */
export function readSampleReading(dialect: string, body: Uint8Array, given: Partial<GivenResponse> = {}): TokenReading {
  const raw = buildRawResponse({
    body,
    status: 200,
    contentType: 'application/json',
    location: undefined,
    receivedAt: sampleReceivedAt,
    ...given,
  })
  return readTokenResponse(raw, readSampleDialect(dialect))
}

/** Reads a body as `tokendesk read` prints it. */
export function readSampleDocument(
  dialect: string,
  body: Uint8Array,
  given: Partial<GivenResponse> = {},
): ResponseDocument {
  return buildResponseDocument(readSampleReading(dialect, body, given))
}
