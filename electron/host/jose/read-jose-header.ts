import { readJson } from '../../../shared/dialects/body/read-json.ts'
import { decodeBase64url } from '../../../shared/lib/base64url.ts'
import { readBytesAsText } from '../../../shared/lib/bytes-text.ts'
import { isJsonObject, type JsonObject } from '../../../shared/lib/json-value.ts'

/** The header of a compact token that keeps every rule of its form, or what is wrong with the token. */
export type JoseHeader =
  | { readonly ok: true; readonly alg: string; readonly keyId: string | null; readonly members: JsonObject }
  | { readonly ok: false; readonly why: string }

const names = {
  3: ['header', 'payload', 'signature'],
  5: ['header', 'encrypted key', 'initialization vector', 'ciphertext', 'authentication tag'],
} as const

/** 1 MiB, as for every token that is looked into. */
const longest = 1_048_576

function refuse(why: string): JoseHeader {
  return { ok: false, why }
}

/** The member that must not be there, or whose value is none that we understand; `null` when all is well. */
function readFault(members: JsonObject): string | null {
  // We understand no extension, so that whatever must be understood is refused (RFC 7515, section 4.1.11).
  if (members.crit !== undefined) return 'its header names extensions that must be understood (crit)'
  if (members.b64 !== undefined && members.b64 !== true) return 'its payload is not encoded (b64, RFC 7797)'
  if (typeof members.alg !== 'string' || members.alg === '') return 'its header names no algorithm'
  if (members.kid !== undefined && typeof members.kid !== 'string') return 'the kid of its header is not text'
  return null
}

/**
 * Reads the header of a token in compact form (RFC 7515, section 7.1; RFC 7516, section 7.1). Every part must be spelled
 * canonically, no member may occur twice, and nothing that must be understood may be there. Keys that a header brings along or
 * points to (`jwk`, `jku`, `x5c`, `x5u`) are never looked at (RFC 8725, section 3.10).
 */
export function readJoseHeader(token: string, parts: 3 | 5): JoseHeader {
  if (token.length > longest) return refuse('it is longer than 1 MiB')
  const texts = token.split('.')
  if (texts.length !== parts) return refuse(`it has ${texts.length} parts, not ${parts}`)
  const decoded = texts.map(decodeBase64url)
  const broken = decoded.findIndex(({ ok }) => !ok)
  const fault = decoded[broken]
  if (fault !== undefined && !fault.ok)
    return refuse(
      `its ${names[parts][broken] ?? 'part'} is not base64url: ${fault.problem.evidence?.reason ?? 'unreadable'}`,
    )
  const [first] = decoded
  const text = readBytesAsText(first?.ok ? first.value : new Uint8Array(), 'utf-8')
  const json = text.exact ? readJson(text.text) : null
  if (json === null || !json.ok || !isJsonObject(json.body.value)) return refuse('its header is no JSON object')
  const { repeated, value: members } = json.body
  if (repeated.length > 0) return refuse(`its header has ${repeated[0]} more than once`)
  const why = readFault(members)
  return why === null
    ? { ok: true, alg: String(members.alg), keyId: typeof members.kid === 'string' ? members.kid : null, members }
    : refuse(why)
}
