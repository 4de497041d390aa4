import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { buildPointer } from '../../lib/json-pointer.ts'
import { createJsonObject, isJsonObject, type JsonValue } from '../../lib/json-value.ts'
import { type BodyReading, type Mark, misread, readLine } from './body.ts'

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

function readMarks(text: string, value: JsonValue): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>()
  if (!isJsonObject(value)) return marks
  for (const name of Object.keys(value)) {
    const at = text.search(new RegExp(`<${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}[\\s>]`))
    if (at !== -1)
      marks.set(buildPointer([name]), {
        start: at,
        end: text.indexOf('\n', at) === -1 ? text.length : text.indexOf('\n', at),
        line: readLine(text, at),
      })
  }
  return marks
}

/** Reads an XML body; the members of the root element are the document, so `<OAuth><scope>` is at `/scope`. */
export function readXml(text: string): BodyReading {
  if (!text.trimStart().startsWith('<') || /^\s*<(!doctype|html)/i.test(text))
    return misread('xml', 'not an XML document')
  const valid = XMLValidator.validate(text)
  if (valid !== true)
    return { ok: false, misread: { syntax: 'xml', reason: valid.err.msg, line: valid.err.line, column: valid.err.col } }
  const [root] = Object.values(parser.parse(text) as Record<string, unknown>)
  const value = readElement(root)
  return { ok: true, body: { syntax: 'xml', value, marks: readMarks(text, value), tolerated: [], repeated: [] } }
}
