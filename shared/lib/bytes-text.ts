interface Decoder {
  decode(bytes: Uint8Array): string
}

// The WHATWG decoder and base64 are in every environment we run in; this folder is compiled without their types.
const platform = globalThis as unknown as {
  readonly TextDecoder: new (
    label: string,
    options: { readonly fatal: boolean; readonly ignoreBOM: boolean },
  ) => Decoder
  readonly TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> }
  readonly atob: (text: string) => string
  readonly btoa: (text: string) => string
}

/** A text that was read from bytes. `exact` is false when the bytes did not fit the charset. */
export interface TextOfBytes {
  readonly text: string
  readonly charset: string
  readonly exact: boolean
}

/** Reads bytes in a charset by its WHATWG label; what does not fit is read as Latin-1, byte for byte. */
export function readBytesAsText(bytes: Uint8Array, label: string): TextOfBytes {
  for (const charset of label === 'utf-8' || label === 'utf8' ? ['utf-8'] : [label, 'utf-8']) {
    try {
      const text = new platform.TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes)
      return { text, charset, exact: charset === label || label === 'utf8' }
    } catch {
      // An unknown label or bytes outside the charset: the next reading is tried, and the caller is told.
    }
  }
  return { text: readLatin1(bytes), charset: 'latin1', exact: false }
}

function readLatin1(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

/** Reads padded base64; used for bytes that we wrote ourselves. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const letters = platform.atob(text)
  const bytes = new Uint8Array(letters.length)
  for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at)
  return bytes
}

/** Writes bytes as padded base64. */
export function encodeBytesAsBase64(bytes: Uint8Array): string {
  return platform.btoa(readLatin1(bytes))
}

/** The UTF-8 bytes of a text. */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  return new platform.TextEncoder().encode(text)
}

/** Padded base64 of a text's UTF-8 bytes, as HTTP Basic wants it (RFC 7617). */
export function encodeBase64(text: string): string {
  return encodeBytesAsBase64(encodeUtf8(text))
}
