import { decodeBase64, readBytesAsText } from '../lib/bytes-text.ts'
import { type Finding, finding } from '../lib/finding.ts'
import { type RawResponse, readDeclaredCharset } from './raw-response.ts'

/** The body as text, with what was noticed on the way. */
export interface BodyText {
  readonly text: string
  readonly charset: string
  readonly findings: readonly Finding[]
}

/**
 * Reads the bytes as text in the declared charset, UTF-8 when none is declared (RFC 8259, section 8.1). Bytes that are
 * not UTF-8 are read as Latin-1, so that each is still one character, and that is said.
 */
export function readBodyText(raw: RawResponse): BodyText {
  const read = readBytesAsText(decodeBase64(raw.body), readDeclaredCharset(raw) ?? 'utf-8')
  const findings: Finding[] = []
  if (!read.exact) findings.push(finding('raw-response', 'bytes_not_utf8', { charset: read.charset }))
  if (!read.text.startsWith('\ufeff')) return { text: read.text, charset: read.charset, findings }
  return {
    text: read.text.slice(1),
    charset: read.charset,
    findings: [...findings, finding('raw-response', 'byte_order_mark')],
  }
}
