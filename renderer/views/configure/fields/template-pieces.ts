/** A stretch of an address template: plain text, or a variable in braces that has a value or has none. */
export interface TemplatePiece {
  readonly kind: 'text' | 'variable' | 'missing'
  readonly text: string
  /** Where it starts in the template. */
  readonly at: number
}

/** Splits a template at its variables. `missing` are the names without a value. */
export function buildTemplatePieces(template: string, missing: readonly string[]): readonly TemplatePiece[] {
  const pieces: TemplatePiece[] = []
  let at = 0
  for (const text of template.split(/(\{[A-Za-z_][A-Za-z0-9_]*\})/)) {
    const isVariable = /^\{.*\}$/.test(text)
    const kind = isVariable ? (missing.includes(text.slice(1, -1)) ? 'missing' : 'variable') : 'text'
    if (text !== '') pieces.push({ kind, text, at })
    at += text.length
  }
  return pieces
}

/** The variables that fit an unfinished `{name` before the caret, with the text each would make; none where there is none. */
export function buildCompletions(
  template: string,
  caret: number,
  names: readonly string[],
): readonly { readonly name: string; readonly template: string; readonly caret: number }[] {
  const begun = /\{([A-Za-z0-9_]*)$/.exec(template.slice(0, caret))
  if (begun === null) return []
  const [whole, written = ''] = begun
  const before = template.slice(0, caret - whole.length)
  const after = template.slice(caret).replace(/^[A-Za-z0-9_]*\}?/, '')
  return names
    .filter((name) => name.startsWith(written))
    .map((name) => ({
      name,
      template: `${before}{${name}}${after}`,
      caret: before.length + name.length + 2,
    }))
}
