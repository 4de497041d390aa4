import { pipeline, type Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

/** Nobody wraps a body more often, and every decoder of a hostile list would cost memory. */
const mostCodings = 4

/** A body as far as it came. */
export interface LimitedBody {
  /** Decompressed. */
  readonly bytes: Buffer
  /** `whole`, or why it ends before its end. */
  readonly end:
    | { readonly kind: 'whole' }
    | { readonly kind: 'too_large' | 'codings' }
    | { readonly kind: 'broken'; readonly error: unknown }
}

/** The decompressing streams that Content-Encoding asks for, the last coding first. An unknown coding stays as it is. */
function createDecoders(codings: readonly string[]): readonly Transform[] {
  return codings
    .map((coding) => decoders[coding])
    .filter((create) => create !== undefined)
    .reverse()
    .map((create) => create())
}

function readCodings(encoding: string | string[] | undefined): readonly string[] {
  const codings = [encoding ?? []].flat().join(',').split(',')
  return codings.map((coding) => coding.trim().toLowerCase()).filter((coding) => coding !== '')
}

/** Adds to `chunks` until the stream ends, breaks or has more than `limit` bytes; never more than those. */
async function readChunks(stream: AsyncIterable<Buffer>, limit: number, chunks: Buffer[]): Promise<LimitedBody['end']> {
  let size = 0
  try {
    for await (const chunk of stream) {
      chunks.push(chunk.subarray(0, limit - size))
      size += chunk.length
      if (size > limit) return { kind: 'too_large' }
    }
    return { kind: 'whole' }
  } catch (error) {
    return { kind: 'broken', error }
  }
}

/**
 * Reads a body, decompressed, and stops at the limit: it is counted while it streams, so that a small compressed
 * body that becomes a huge one costs no more memory than the limit (requirement H-02). What came before it broke off is
 * kept, because it is evidence.
 */
export async function readBody(
  body: Readable,
  encoding: string | string[] | undefined,
  limit: number,
): Promise<LimitedBody> {
  const codings = readCodings(encoding)
  if (codings.length > mostCodings) {
    body.on('error', () => undefined).destroy()
    return { bytes: Buffer.alloc(0), end: { kind: 'codings' } }
  }
  const transforms = createDecoders(codings)
  // An error of any of them destroys the last, so that the loop below throws it; there is nothing else to do with it.
  const last = transforms.at(-1)
  let received = 0
  if (last !== undefined) {
    pipeline([body, ...transforms], () => undefined)
    // The decoder's own count comes too late when the first bytes are already wrong.
    body.on('data', (chunk: Buffer) => {
      received += chunk.length
    })
  }
  const chunks: Buffer[] = []
  const end = await readChunks(last ?? body, limit, chunks)
  if (end.kind === 'too_large') body.destroy()
  // Nothing is no cut body, also where it is said to be packed.
  if (last !== undefined && end.kind === 'broken' && body.readableEnded && received === 0)
    return { bytes: Buffer.alloc(0), end: { kind: 'whole' } }
  return { bytes: Buffer.concat(chunks), end }
}
