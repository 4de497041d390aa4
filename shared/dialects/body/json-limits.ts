/** Requirement P-07: no document is nested deeper, and none has more members and elements together. */
export const deepest = 64
export const mostMembers = 10_000

/**
 * Counts nesting and members of a JSON text without reading it, so that a hostile body is refused before any reader
 * recurses into it. Brackets inside strings do not count. Gives what is exceeded, or `null`.
 */
export function readJsonExcess(text: string): 'depth' | 'members' | null {
  let depth = 0
  let members = 0
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]
    if (quote !== '') {
      if (letter === '\\') at++
      else if (letter === quote) quote = ''
    } else if (letter === '"') quote = letter
    else if (letter === '{' || letter === '[') {
      if (++depth > deepest) return 'depth'
    } else if (letter === '}' || letter === ']') depth--
    else if (letter === ',' && ++members > mostMembers) return 'members'
  }
  return null
}
