import { readForm } from '../../lib/form-text.ts'
import { buildPointer } from '../../lib/json-pointer.ts'
import { createJsonObject } from '../../lib/json-value.ts'
import type { Syntax } from '../response-rules.ts'
import { type BodyReading, type Mark, misread, mostMembers, readLine } from './body.ts'

/** Reads application/x-www-form-urlencoded, as GitHub and old Facebook answer. Text with markup or lines is none. */
export function readFormBody(text: string, syntax: Extract<Syntax, 'form' | 'location_query'> = 'form'): BodyReading {
  const trimmed = text.trim()
  if (trimmed === '' || /[\s<>{}"]/.test(trimmed) || !trimmed.includes('='))
    return misread(syntax, 'no name=value pairs')
  if (trimmed.split('&', mostMembers + 1).length > mostMembers) return misread(syntax, 'members')
  const offset = text.indexOf(trimmed)
  // No white space is left inside, so everything stands on one line.
  const line = readLine(text, offset)
  const value = createJsonObject()
  const marks = new Map<string, Mark>()
  const repeated: string[] = []
  for (const parameter of readForm(trimmed)) {
    const pointer = buildPointer([parameter.name])
    if (Object.hasOwn(value, parameter.name)) repeated.push(pointer)
    value[parameter.name] = parameter.value
    const start = parameter.start + offset
    marks.set(pointer, { start, end: parameter.end + offset, line })
  }
  return { ok: true, body: { syntax, value, marks, tolerated: [], repeated } }
}
