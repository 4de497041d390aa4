import type { RawResponse } from '../../../shared/flow/raw-response.ts'

/** A header line as it came. */
export interface HeaderLine {
  readonly key: string
  readonly name: string
  readonly value: string
}

/** Headers that say something about a token response, the most telling first. */
const telling = ['www-authenticate', 'location', 'content-type', 'cache-control', 'date', 'retry-after']
const shownAtFirst = 2

/** All headers in the order they came, each with the key that wires end at. */
export function readHeaderLines(response: RawResponse): readonly HeaderLine[] {
  return response.headers.map(([name, value], index) => ({ key: `header ${index}`, name, value }))
}

/** The headers that are shown before a person asks for the rest, in the order they came. */
export function readFirstHeaders(lines: readonly HeaderLine[]): readonly HeaderLine[] {
  const rank = (line: HeaderLine): number => {
    const at = telling.indexOf(line.name.toLowerCase())
    return at === -1 ? telling.length : at
  }
  const chosen = new Set(lines.toSorted((one, other) => rank(one) - rank(other)).slice(0, shownAtFirst))
  return lines.filter((line) => chosen.has(line))
}
