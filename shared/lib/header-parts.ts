import { isSecretName } from './mask.ts'
import type { Origin, RequestPart } from './request-part.ts'

/** What HTTP allows in a field name and in a field value (RFC 9110, section 5); line breaks would start a new field. */
const fieldName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/

function buildHeaderPart(name: string, value: string, origin: Origin): RequestPart {
  return { in: 'header', name, value, secret: isSecretName(name), origin }
}

/**
 * The headers of a request: the dialect's, behind those that every request has. A dialect's own spelling of one of them
 * stands in its place. `mediaType` is that of the body, `null` where there is none.
 */
export function buildHeaderParts(
  configured: Readonly<Record<string, string>>,
  mediaType: string | null,
): readonly RequestPart[] {
  const has = (name: string): boolean => Object.keys(configured).some((key) => key.toLowerCase() === name)
  const headers = Object.entries(configured).map(([name, value]) => buildHeaderPart(name, value, 'dialect'))
  if (mediaType !== null && !has('content-type')) headers.unshift(buildHeaderPart('Content-Type', mediaType, 'dialect'))
  if (!has('accept')) headers.unshift(buildHeaderPart('Accept', 'application/json', 'protocol'))
  return headers
}

/** The first header that HTTP does not allow. */
export function findBadHeader(parts: readonly RequestPart[]): RequestPart | undefined {
  return parts.find((part) => part.in === 'header' && !(fieldName.test(part.name) && fieldValue.test(part.value)))
}
