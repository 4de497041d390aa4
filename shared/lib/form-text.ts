/** One parameter as it stands on the wire and as it reads. */
export interface FormParameter {
  readonly name: string
  readonly value: string
  /** Offsets of `name=value` in the text. */
  readonly start: number
  readonly end: number
}

/** Encodes one name or value as application/x-www-form-urlencoded (WHATWG URL, section 5.2). */
export function encodeFormText(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replaceAll('%20', '+')
    .replace(/[!'()~]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** Writes parameters as application/x-www-form-urlencoded, in the order given. */
export function encodeForm(parameters: readonly (readonly [string, string])[]): string {
  return parameters.map(([name, value]) => `${encodeFormText(name)}=${encodeFormText(value)}`).join('&')
}

/** Reads application/x-www-form-urlencoded; keeps order, repetitions and offsets. A bad escape stays as it is written. */
export function readForm(text: string): readonly FormParameter[] {
  const parameters: FormParameter[] = []
  let start = 0
  for (const part of text.split('&')) {
    const end = start + part.length
    if (part !== '') {
      const equals = part.indexOf('=')
      const name = equals === -1 ? part : part.slice(0, equals)
      const value = equals === -1 ? '' : part.slice(equals + 1)
      parameters.push({ name: decodeFormText(name), value: decodeFormText(value), start, end })
    }
    start = end + 1
  }
  return parameters
}

function decodeFormText(text: string): string {
  const spaced = text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced
  }
}
