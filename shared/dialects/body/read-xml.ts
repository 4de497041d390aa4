import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { buildPointer } from '../../lib/json-pointer.ts'
import { createJsonObject, isJsonObject, type JsonValue } from '../../lib/json-value.ts'
import { type BodyReading, type Mark, misread, mostMembers } from './body.ts'

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  // Entities of the document itself are an old attack; the five of XML are enough.
  processEntities: false,
})

function readElement(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(readElement)
  if (typeof value !== 'object' || value === null) return String(value ?? '')
  const object = createJsonObject()
  for (const [name, child] of Object.entries(value)) object[name] = readElement(child)
  return object
}

/** The places of the root's elements, in one walk through the text. */
function readMarks(text: string, value: JsonValue): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>()
  if (!isJsonObject(value)) return marks
  let line = 1
  let lineEnd = -1
  for (const { 0: tag, index: start } of text.matchAll(/<[^\s<>]+(?=[\s>])/g)) {
    const name = tag.slice(1)
    const pointer = buildPointer([name])
    if (!Object.hasOwn(value, name) || marks.has(pointer)) continue
    for (; lineEnd < start; line++) {
      const next = text.indexOf('\n', lineEnd + 1)
      lineEnd = next === -1 ? text.length : next
    }
    marks.set(pointer, { start, end: lineEnd, line: line - 1 })
  }
  return marks
}

/** More tags or attributes than a document may have members; counted before anything is built of them. */
function hasExcess(text: string): boolean {
  let count = 0
  // Every element with a text has two tags.
  for (const _ of text.matchAll(/[<=]/g)) if (++count > 2 * mostMembers) return true
  return false
}

/** What the parser makes of it, or `null`: it throws at nesting, entities and names that it does not take. */
function parse(text: string): Record<string, unknown> | null {
  try {
    return parser.parse(text) as Record<string, unknown>
  } catch {
    return null
  }
}

/** Reads an XML body; the members of the root element are the document, so `<OAuth><scope>` is at `/scope`. */
export function readXml(text: string): BodyReading {
  if (!text.trimStart().startsWith('<') || /^\s*<(!doctype|html)/i.test(text))
    return misread('xml', 'not an XML document')
  if (hasExcess(text)) return misread('xml', 'members')
  const valid = XMLValidator.validate(text)
  if (valid !== true)
    return { ok: false, misread: { syntax: 'xml', reason: valid.err.msg, line: valid.err.line, column: valid.err.col } }
  const parsed = parse(text)
  if (parsed === null) return misread('xml', 'an XML document with parts that are not read')
  const value = readElement(Object.values(parsed)[0])
  return { ok: true, body: { syntax: 'xml', value, marks: readMarks(text, value), tolerated: [], repeated: [] } }
}
