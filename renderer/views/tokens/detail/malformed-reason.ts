/** Why a part of a token is not well formed, as a word and what fills it; `other` carries the host's own sentence. */
export interface MalformedReason {
  readonly word:
    | 'empty'
    | 'notUtf8'
    | 'notJson'
    | 'notObject'
    | 'padding'
    | 'base64'
    | 'space'
    | 'letter'
    | 'length'
    | 'bits'
    | 'shortened'
    | 'parts'
    | 'other'
  readonly values: {
    readonly line: string
    readonly column: string
    readonly letter: string
    readonly n: string
    readonly reason: string
  }
}

const patterns: readonly (readonly [MalformedReason['word'], RegExp])[] = [
  ['empty', /^it is empty$/],
  ['notUtf8', /not UTF-8$/],
  ['notJson', /^it is not JSON \(line (?<line>\d+), column (?<column>\d+)\)$/],
  ['notObject', /^it is JSON and no object$/],
  ['padding', /^padding is not allowed$/],
  ['base64', /^"(?<letter>.)" belongs to base64/],
  ['space', /^white space is not allowed$/],
  ['letter', /^"(?<letter>.+)" is not a base64url letter$/],
  ['length', /leaves a single letter over$/],
  ['bits', /^the last letter has bits/],
  ['shortened', /^it has (?<n>\d+) parts.*; dots in a row/],
  ['parts', /^it has (?<n>\d+) parts/],
]

const nothing: MalformedReason['values'] = { line: '', column: '', letter: '', n: '', reason: '' }

/** Reads the reason that decoding gave, so that each language can say it in its own words. */
export function readMalformedReason(reason: string): MalformedReason {
  for (const [word, pattern] of patterns) {
    const found = pattern.exec(reason)
    if (found !== null) return { word, values: { ...nothing, ...found.groups } }
  }
  return { word: 'other', values: { ...nothing, reason } }
}
