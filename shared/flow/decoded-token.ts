import { readJson } from '../dialects/body/read-json.ts'
import { decodeBase64url } from '../lib/base64url.ts'
import { readBytesAsText } from '../lib/bytes-text.ts'
import { isJsonObject, type JsonObject } from '../lib/json-value.ts'

/** One part of a compact token: its text and what it says. */
export interface DecodedPart {
  readonly text: string
  /** The JSON as it stands in the token. */
  readonly json: string
  readonly members: JsonObject
  /** Names that occur more than once; `JSON.parse` would keep the last silently. */
  readonly repeated: readonly string[]
}

/**
 * A token as far as its form tells. Decoded is not verified: no signature is looked at here. `malformed` looks like
 * a JWT and is not one; `opaque` does not even look like one, which is nothing bad.
 */
export type DecodedToken =
  | { readonly kind: 'jws'; readonly header: DecodedPart; readonly payload: DecodedPart; readonly signature: string }
  | { readonly kind: 'jwe'; readonly header: DecodedPart; readonly parts: readonly string[] }
  | {
      readonly kind: 'malformed'
      readonly part: 'header' | 'payload' | 'signature' | 'whole'
      readonly reason: string
      readonly position: number | null
    }
  | { readonly kind: 'opaque'; readonly length: number }

/** 1 MiB; a longer text is not looked into. */
const longest = 1_048_576

type PartName = 'header' | 'payload'
type ReadPart =
  | { readonly ok: true; readonly part: DecodedPart }
  | { readonly ok: false; readonly malformed: DecodedToken }

function malformed(
  part: PartName | 'signature' | 'whole',
  reason: string,
  position: number | null = null,
): DecodedToken {
  return { kind: 'malformed', part, reason, position }
}

function readPart(name: PartName, text: string): ReadPart {
  const refuse = (reason: string, position: number | null = null): ReadPart => ({
    ok: false,
    malformed: malformed(name, reason, position),
  })
  if (text === '') return refuse('it is empty')
  const bytes = decodeBase64url(text)
  if (!bytes.ok)
    return refuse(
      bytes.problem.evidence?.reason ?? bytes.problem.message,
      Number(bytes.problem.evidence?.position ?? 0),
    )
  const read = readBytesAsText(bytes.value, 'utf-8')
  if (!read.exact) return refuse('its bytes are not UTF-8')
  const json = readJson(read.text)
  if (!json.ok) return refuse(`it is not JSON (line ${json.misread.line ?? 1}, column ${json.misread.column ?? 1})`)
  if (!isJsonObject(json.body.value)) return refuse('it is JSON and no object')
  return {
    ok: true,
    part: {
      text,
      json: read.text,
      members: json.body.value,
      repeated: json.body.repeated.map((place) => place.slice(1)),
    },
  }
}

/** Whether a text starts like the base64url of a JSON object, as every JOSE header does. */
function looksLikeJose(text: string): boolean {
  return /^(eyJ|ewo|ewog|eyAi)/.test(text) && text.includes('.')
}

function decodeJws(header: DecodedPart, payload: string, signature: string): DecodedToken {
  const body = readPart('payload', payload)
  if (!body.ok) return body.malformed
  const bytes = decodeBase64url(signature)
  if (!bytes.ok)
    return malformed(
      'signature',
      bytes.problem.evidence?.reason ?? bytes.problem.message,
      Number(bytes.problem.evidence?.position ?? 0),
    )
  return { kind: 'jws', header, payload: body.part, signature }
}

/** How many parts are there, and what that means when it is neither three nor five. */
function describeParts(parts: readonly string[]): string {
  const empty = parts.filter((part) => part === '').length
  const shortened = empty > 1 ? '; dots in a row mean that it was shortened where it was printed' : ''
  return `it has ${parts.length} parts${empty > 0 ? `, ${empty} of them empty` : ''}, and a JWT has 3 or 5${shortened}`
}

/**
 * Decodes a token: three parts are a JWS (RFC 7515), five a JWE (RFC 7516), everything else is opaque. Never throws,
 * and says for a part that is not well formed what is wrong and where.
 */
export function decodeToken(token: string): DecodedToken {
  const parts = token.length > longest ? [] : token.split('.')
  if (!looksLikeJose(token) || parts.length === 0) return { kind: 'opaque', length: token.length }
  if (parts.length !== 3 && parts.length !== 5) return malformed('whole', describeParts(parts))
  const header = readPart('header', parts[0] ?? '')
  if (!header.ok) return header.malformed
  if (parts.length === 5) return { kind: 'jwe', header: header.part, parts }
  return decodeJws(header.part, parts[1] ?? '', parts[2] ?? '')
}

const issuedTokens = new WeakMap<object, DecodedToken>()

/** `decodeToken` for a token of a set, which several readings ask for: decoded once, forgotten with its set. */
export function decodeIssued(issued: { readonly value: string }): DecodedToken {
  const decoded = issuedTokens.get(issued) ?? decodeToken(issued.value)
  issuedTokens.set(issued, decoded)
  return decoded
}

/** A claim that is a moment in seconds (NumericDate, RFC 7519, section 2), or `null`. Text that is a number counts. */
export function readNumericDate(decoded: DecodedToken, claim: string): number | null {
  if (decoded.kind !== 'jws') return null
  const value = decoded.payload.members[claim]
  const number = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value
  // Beyond the year 5138 the number is no NumericDate; most likely it counts milliseconds.
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 && number < 1e11 ? number : null
}
