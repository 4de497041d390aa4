import type { JsonValue } from '../../lib/json-value.ts'
import { type JsonCursor, JsonFault, peek, tolerate, unexpected } from './json-cursor.ts'

const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  '\\': '\\',
  '/': '/',
}

function readEscape(cursor: JsonCursor): string {
  cursor.at++
  const letter = peek(cursor)
  const simple = escapes[letter] ?? (cursor.relaxed && letter === "'" ? "'" : undefined)
  if (simple !== undefined) {
    cursor.at++
    return simple
  }
  const digits = cursor.text.slice(cursor.at + 1, cursor.at + 5)
  if (letter !== 'u' || !/^[0-9A-Fa-f]{4}$/.test(digits)) throw unexpected(cursor, 'an escape')
  cursor.at += 5
  return String.fromCharCode(Number.parseInt(digits, 16))
}

/** Where the characters that stand for themselves end: tokens are long, and are taken in one piece. */
function readPlainEnd({ text, at }: JsonCursor, quote: string): number {
  const [end, backslash, space] = [quote.charCodeAt(0), 0x5c, 0x20]
  for (let index = at; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === end || code === backslash || code < space) return index
  }
  return text.length
}

/** Reads a string in double quotes, or in single ones where they are tolerated. It never runs past its line. */
export function readString(cursor: JsonCursor): string {
  const quote = peek(cursor)
  if (quote === "'") tolerate(cursor, 'single_quotes', 'a string')
  else if (quote !== '"') throw unexpected(cursor, 'a string')
  cursor.at++
  let text = ''
  for (;;) {
    const end = readPlainEnd(cursor, quote)
    text += cursor.text.slice(cursor.at, end)
    cursor.at = end
    const letter = peek(cursor)
    if (letter === quote) {
      cursor.at++
      return text
    }
    if (letter === '') throw new JsonFault(cursor, 'a string does not end')
    if (letter !== '\\') throw unexpected(cursor, 'more of a string')
    text += readEscape(cursor)
  }
}

/** Reads a member name without quotes, where that is tolerated. */
export function readBareName(cursor: JsonCursor): string {
  const name = /^[A-Za-z_$][\w$]*/.exec(cursor.text.slice(cursor.at, cursor.at + 256))?.[0]
  if (name === undefined) throw unexpected(cursor, 'a member name')
  tolerate(cursor, 'bare_keys', 'a member name in quotes')
  cursor.at += name.length
  return name
}

const words: Readonly<Record<string, JsonValue>> = { true: true, false: false, null: null }

/**
 * Reads a number, true, false or null. A whole number beyond 2^53 stays as its digits, because a double would show
 * another one (Strava, Threads); so does one that no double can hold.
 */
export function readBareValue(cursor: JsonCursor): JsonValue {
  const rest = cursor.text.slice(cursor.at, cursor.at + 1100)
  const token = /^[\w$+.-]+/.exec(rest)?.[0]
  if (token === undefined || token.length > 1024) throw unexpected(cursor, 'a value')
  const strict = Object.hasOwn(words, token) || /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(token)
  if (!strict) {
    if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$|^[+-]?(Infinity|NaN)$|^0[xX][0-9A-Fa-f]+$/.test(token))
      throw unexpected(cursor, 'a value')
    tolerate(cursor, 'json5_values', 'a value')
  }
  cursor.at += token.length
  if (Object.hasOwn(words, token)) return words[token] ?? null
  const number = Number(token)
  const whole = /^[+-]?\d+$/.test(token)
  if (!Number.isFinite(number) || (whole && !Number.isSafeInteger(number))) return token
  return number
}
