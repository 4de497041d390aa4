import { z } from 'zod'
import { epochMsSchema } from '../lib/units.ts'

/** How long the parts of one request took, in milliseconds; `null` where a phase did not happen. */
export const timingsSchema = z.strictObject({
  connect: z.number().nullable(),
  firstByte: z.number().nullable(),
  total: z.number(),
})

/**
 * An answer as it came, before anything reads it. `body` is the decompressed body as base64, so that every byte
 * is there also when it is no text. `receivedAt` is when the headers arrived; nothing after this reads a clock.
 */
export const rawResponseSchema = z.strictObject({
  /** Where it came from, secrets masked. */
  url: z.string(),
  status: z.number().int(),
  statusText: z.string(),
  headers: z.array(z.tuple([z.string(), z.string()])).readonly(),
  body: z.string(),
  /** Bytes of the decompressed body. */
  size: z.number().int(),
  receivedAt: epochMsSchema,
  timings: timingsSchema,
})
export type RawResponse = Readonly<z.output<typeof rawResponseSchema>>

/** The first header of that name, in any case, or `null`. */
export function readHeader(raw: RawResponse, name: string): string | null {
  const wanted = name.toLowerCase()
  return raw.headers.find(([header]) => header.toLowerCase() === wanted)?.[1] ?? null
}

/** The media type without its parameters, in lower case; '' when none is declared. */
export function readMediaType(raw: RawResponse): string {
  return (readHeader(raw, 'content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}

/** The charset that Content-Type declares, or `null`. */
export function readDeclaredCharset(raw: RawResponse): string | null {
  return /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(readHeader(raw, 'content-type') ?? '')?.[1]?.toLowerCase() ?? null
}
