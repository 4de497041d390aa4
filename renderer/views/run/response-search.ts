import type { ResponseLine } from './response-lines.ts'
import { buildLineKey } from './wire-links.ts'

/** The rows of a body whose text holds what is looked for, in any case. Nothing is found for an empty text. */
export function findLines(lines: readonly ResponseLine[], wanted: string): readonly string[] {
  const text = wanted.trim().toLowerCase()
  if (text === '') return []
  return lines.flatMap((line, index) => {
    const whole = line.pieces.map((piece) => piece.text).join('')
    return whole.toLowerCase().includes(text) ? [buildLineKey(index)] : []
  })
}
