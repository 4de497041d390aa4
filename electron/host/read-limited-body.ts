import { pipeline, type Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

/** The decompressing streams that Content-Encoding asks for, the last coding first. An unknown coding stays as it is. */
function createDecoders(encoding: string | string[] | undefined): readonly Transform[] {
  const codings = [encoding ?? []].flat().join(',').split(',')
  return codings
    .map((coding) => decoders[coding.trim().toLowerCase()])
    .filter((create) => create !== undefined)
    .reverse()
    .map((create) => create())
}

/**
 * Reads a body, decompressed, and stops at the limit: it is counted while it streams, so that a small compressed
 * body that becomes a huge one costs no more memory than the limit (requirement H-02).
 */
export async function readBody(
  body: Readable,
  encoding: string | string[] | undefined,
  limit: number,
): Promise<Outcome<Buffer>> {
  const transforms = createDecoders(encoding)
  // An error of any of them destroys the last, so that the loop below throws it; there is nothing else to do with it.
  const last = transforms.at(-1)
  if (last !== undefined) pipeline([body, ...transforms], () => undefined)
  const stream: AsyncIterable<Buffer> = last ?? body
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size > limit) {
      body.destroy()
      return fail(problem('raw-response', 'response_too_large', { limit: String(limit) }))
    }
    chunks.push(chunk)
  }
  return ok(Buffer.concat(chunks, size))
}
