import type { DecodedToken } from '../../../../shared/flow/decoded-token.ts'

/** What a stretch of a token is. `key`, `vector` and `text` occur in encrypted tokens only (RFC 7516, section 3.1). */
export type PartName = 'header' | 'payload' | 'signature' | 'key' | 'vector' | 'text' | 'tag' | 'whole'

/** One part of a token as sent; between two parts stands a dot. */
export interface TokenPart {
  readonly name: PartName
  readonly text: string
  /** The letter inside `text` at which it went wrong, or `null`. */
  readonly fault: number | null
}

const jwsParts: readonly PartName[] = ['header', 'payload', 'signature']
const jweParts: readonly PartName[] = ['header', 'key', 'vector', 'text', 'tag']

function splitInto(value: string, names: readonly PartName[]): readonly TokenPart[] {
  const texts = value.split('.')
  if (texts.length !== names.length) return [{ name: 'whole', text: value, fault: null }]
  return texts.map((text, index) => ({ name: names[index] ?? 'whole', text, fault: null }))
}

/** Splits a token into the parts that it shows; joined with dots they are the token again. */
export function readTokenParts(value: string, decoded: DecodedToken): readonly TokenPart[] {
  switch (decoded.kind) {
    case 'opaque':
      return [{ name: 'whole', text: value, fault: null }]
    case 'jws':
      return splitInto(value, jwsParts)
    case 'jwe':
      return splitInto(value, jweParts)
    case 'malformed': {
      const { part, position } = decoded
      const parts = splitInto(value, value.split('.').length === 5 ? jweParts : jwsParts)
      return parts.map((one) => (one.name === part ? { ...one, fault: position } : one))
    }
  }
}

/** Characters of a token that are put on the screen at most. */
export const mostShown = 12_000

/** The parts as far as they are shown, and how many characters are not. */
export function cutParts(parts: readonly TokenPart[]): {
  readonly shown: readonly TokenPart[]
  readonly hidden: number
} {
  const total = parts.reduce((sum, part) => sum + part.text.length, 0)
  let room = mostShown
  const shown = parts.map((part) => {
    const text = part.text.slice(0, room)
    room -= text.length
    return { ...part, text }
  })
  return { shown, hidden: Math.max(0, total - mostShown) }
}
