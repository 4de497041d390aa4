import type { ResponseRules, Syntax } from '../response-rules.ts'
import { type Body, type BodyReading, type Mark, type Misread, misread } from './body.ts'
import { readFormBody } from './read-form.ts'
import { readJson, readRelaxedJson } from './read-json.ts'
import { readXml } from './read-xml.ts'

/** What a body is read from: its text, and the Location of a redirect answer. */
export interface BodySource {
  readonly text: string
  readonly location: string | null
}

/** The first reading that succeeds, or every reason why none did. */
export type BodyResult =
  | { readonly ok: true; readonly body: Body }
  | { readonly ok: false; readonly misread: readonly Misread[] }

/** Reads what stands after `skipped` leading characters and moves the marks back to where they are in the whole. */
function readShifted(
  text: string,
  start: number,
  end: number,
  syntax: Syntax,
  tolerance: 'prefix' | 'callback',
): BodyReading {
  const reading = readJson(text.slice(start, end))
  if (!reading.ok) return { ok: false, misread: { ...reading.misread, syntax } }
  const lines = text.slice(0, start).split('\n').length - 1
  const marks = new Map<string, Mark>()
  for (const [pointer, mark] of reading.body.marks)
    marks.set(pointer, { start: mark.start + start, end: mark.end + start, line: mark.line + lines })
  return { ok: true, body: { ...reading.body, syntax, marks, tolerated: [tolerance] } }
}

function readPrefixedJson(text: string, prefix: string): BodyReading {
  if (prefix === '' || !text.trimStart().startsWith(prefix))
    return misread('prefixed_json', `does not start with ${prefix || 'a prefix'}`)
  const start = text.indexOf(prefix) + prefix.length
  return readShifted(text, start, text.length, 'prefixed_json', 'prefix')
}

function readJsonp(text: string): BodyReading {
  const start = /^\s*[\w$.]+\s*\(/.exec(text)?.[0].length
  // Read from the end: one pattern for the whole would try every way to part a long run of spaces.
  const end = text.trimEnd().replace(/;$/, '').trimEnd()
  return start === undefined || !end.endsWith(')') || end.length <= start
    ? misread('jsonp', 'not a callback')
    : readShifted(text, start, end.length - 1, 'jsonp', 'callback')
}

function readLocationQuery(location: string | null): BodyReading {
  const query = location?.split('#', 1)[0]?.split('?')[1]
  return query === undefined
    ? misread('location_query', 'no Location with a query')
    : readFormBody(query, 'location_query')
}

function readAs(syntax: Syntax, source: BodySource, rules: ResponseRules): BodyReading {
  switch (syntax) {
    case 'json':
      return readJson(source.text)
    case 'relaxed_json':
      return readRelaxedJson(source.text)
    case 'prefixed_json':
      return readPrefixedJson(source.text, rules.prefix)
    case 'jsonp':
      return readJsonp(source.text)
    case 'form':
      return readFormBody(source.text)
    case 'xml':
      return readXml(source.text)
    case 'location_query':
      return readLocationQuery(source.location)
  }
}

/**
 * Reads a body in the syntaxes the dialect accepts, in their order; strict ones come first, so a lenient reading
 * happens only when all before it failed.
 */
export function readBody(source: BodySource, rules: ResponseRules): BodyResult {
  const reasons: Misread[] = []
  const order: readonly Syntax[] =
    source.location !== null && rules.readLocation ? ['location_query', ...rules.syntaxes] : rules.syntaxes
  for (const syntax of new Set(order)) {
    const reading = readAs(syntax, source, rules)
    if (reading.ok) return reading
    reasons.push(reading.misread)
  }
  return { ok: false, misread: reasons }
}
