import { describe, expect, test } from 'vitest'
import { type DialectDocument, dialectSchema } from '../../../shared/dialects/dialect.ts'
import { readTokenResponse } from '../../../shared/flow/token-set-reading.ts'
import { rawResponseOf } from './raw-response-of.ts'

const mebibyte = 1_048_576

/** A body of about the largest size that is kept: `part` over and over between a head and a tail. */
function fill(part: string, head = '', tail = ''): string {
  return head + part.repeat(Math.floor((mebibyte - head.length - tail.length) / part.length)) + tail
}

function number(count: number, part: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => part(index)).join('')
}

type Syntaxes = NonNullable<NonNullable<DialectDocument['response']>['syntaxes']>

function read(body: string, syntaxes: Syntaxes, errorPlace = '/error') {
  const dialect = dialectSchema.parse({ response: { syntaxes, error: { code: [errorPlace] } } })
  return readTokenResponse(rawResponseOf(body), dialect)
}

/** What a reading came to: its problem, or its kind. */
const nameOf = (reading: ReturnType<typeof read>): string =>
  reading.kind === 'tokens' ? reading.kind : reading.problem.code

/** Patterns that try every way took minutes for the first of these; each now takes a fraction of a second. */
const bodies: readonly (readonly [name: string, syntax: Syntaxes[number], body: string, expected: string])[] = [
  ['a page of titles that never end', 'json', fill('<title', '<html>'), 'body_html'],
  ['a callback with a long run of spaces', 'jsonp', fill(' ', 'a()', 'x'), 'body_unreadable'],
  ['a form with hundreds of thousands of parameters', 'form', fill('a=&'), 'body_too_deep'],
  ['XML with tens of thousands of elements', 'xml', `<r>${number(90_000, (n) => `<a${n}/>`)}</r>`, 'body_too_deep'],
  ['XML with tens of thousands of attributes', 'xml', `<r${number(70_000, (n) => ` a${n}="1"`)}/>`, 'body_too_deep'],
  ['XML that is nested too deeply', 'xml', `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`, 'body_unreadable'],
  [
    'XML that names a file',
    'xml',
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><r><access_token>&x;</access_token></r>',
    'body_unreadable',
  ],
  ['XML that names a prototype', 'xml', '<r><__proto__><a>1</a></__proto__></r>', 'body_unreadable'],
]

describe('a hostile body', () => {
  test.each(bodies)('is read to its end, whatever it is: %s', (_name, syntax, body, expected) => {
    const started = performance.now()
    expect(nameOf(read(body, [syntax]))).toBe(expected)
    expect(performance.now() - started).toBeLessThan(4000)
  })

  test.each(['constructor', '__proto__', 'toString'])('whose error is called %s is refused by that name', (error) => {
    expect(read(JSON.stringify({ error }), ['json'])).toMatchObject({ kind: 'refused', refusal: { code: error } })
  })

  test('with JSON in a text that is nested without end holds nothing at that place', () => {
    const nested = `{"error":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
    expect(nameOf(read(JSON.stringify({ data: nested }), ['json'], '/data/error'))).toBe('token_missing')
    const shallow = JSON.stringify({ data: '{"error":["[[[[", "no"]}' })
    expect(read(shallow, ['json'], '/data/error')).toMatchObject({ refusal: { code: '[[[[, no' } })
  })
})

describe('an XML body', () => {
  test('gives every element its line and the first place where it stands', () => {
    const reading = read('<r>\n<token_type>Bearer</token_type>\n<access_token>abcdefgh</access_token>\n</r>', ['xml'])
    if (reading.kind !== 'tokens') throw new Error(reading.problem.code)
    expect(reading.tokenSet.tokens[0]?.at).toEqual({ place: '/access_token', line: 3, start: 36, end: 73 })
    expect(reading.tokenSet.tokenType?.at.line).toBe(2)
  })
})
