import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import { problem } from '../../shared/lib/problem.ts'
import { hasPrototypeName, longestInput, readJsonRefusal } from '../host/read-call-input.ts'
import type { Refusal } from './check-sender.ts'

const callSchema = z.strictObject({ name: z.string().max(128), input: z.unknown() })

export type ReadCall =
  | { readonly ok: true; readonly name: string; readonly input: unknown }
  | { readonly ok: false; readonly refusal: Refusal }

function refuse(status: number, reason: string): ReadCall {
  return { ok: false, refusal: { status, problem: problem('contract', 'input_invalid', { reason }) } }
}

/** A sender that is only a little too long gets to read the answer; beyond this nobody listens any more. */
const longestHeard = 8 * longestInput

/** The body's bytes, or `null` when there are too many; those are dropped as they come. */
async function readBytes(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += chunk.length
    if (length <= longestInput) chunks.push(chunk)
    else chunks.length = 0
    if (length > longestHeard) return null
  }
  return length > longestInput ? null : Buffer.concat(chunks)
}

/** Reads `{ name, input }` from a request. Whatever is wrong with it is an answer with a status. */
export async function readCall(request: IncomingMessage): Promise<ReadCall> {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase()
  if (type !== 'application/json') return refuse(415, 'content_type')
  const bytes = await readBytes(request)
  if (bytes === null) return refuse(413, 'too_large')
  const text = bytes.toString('utf8')
  const reason = readJsonRefusal(text)
  if (reason !== null) return refuse(400, reason)
  const value: unknown = JSON.parse(text)
  if (hasPrototypeName(value)) return refuse(400, 'prototype_name')
  const call = callSchema.safeParse(value)
  return call.success ? { ok: true, name: call.data.name, input: call.data.input } : refuse(400, 'not_a_call')
}
