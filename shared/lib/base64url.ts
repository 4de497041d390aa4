import { fail, type Outcome, ok } from './outcome.ts'
import { problem } from './problem.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** The value of each letter by its code; absent for every other letter. */
const values: readonly (number | undefined)[] = Array.from({ length: 123 }, (_, code) => {
  const value = alphabet.indexOf(String.fromCharCode(code))
  return value === -1 ? undefined : value
})

/**
 * Reads base64url as JWS does (RFC 7515, section 2): no padding, no white space, no other alphabet, and no stray
 * bits in the last letter, because two spellings of one signature are a forger's tool (RFC 8725, section 3). The
 * problem says at which position it went wrong.
 */
export function decodeBase64url(text: string): Outcome<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let buffer = 0
  let bits = 0
  let written = 0
  for (let position = 0; position < text.length; position++) {
    const value = values[text.charCodeAt(position)]
    if (value === undefined) return malformed(describeLetter(text.charAt(position)), position)
    buffer = ((buffer << 6) | value) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[written++] = (buffer >> bits) & 0xff
    }
  }
  if (text.length % 4 === 1) return malformed('the length leaves a single letter over', text.length)
  if ((buffer & ((1 << bits) - 1)) !== 0)
    return malformed('the last letter has bits that belong to no byte', text.length - 1)
  return ok(bytes)
}

function describeLetter(letter: string): string {
  if (letter === '=') return 'padding is not allowed'
  if (letter === '+' || letter === '/') return `"${letter}" belongs to base64, not base64url`
  if (/\s/.test(letter)) return 'white space is not allowed'
  return `"${letter}" is not a base64url letter`
}

function malformed(reason: string, position: number): Outcome<never> {
  return fail(problem('decoded-token', 'token_malformed', { reason, position: String(position) }))
}
