import { quoteForShell } from '../../../shared/contract/copy-format.ts'
import { encodeFormText } from '../../../shared/lib/form-text.ts'
import type { Origin, RequestPart, ShownRequest } from '../../../shared/lib/request-part.ts'
import { readUrl, type UrlParts } from '../../../shared/lib/url.ts'

/** One line of a request as it goes over the wire, with the part it shows. Secrets are masked in it already. */
export interface RequestLine {
  /** Its place among the lines, which never move. */
  readonly id: number
  readonly kind: 'start' | 'header' | 'parameter' | 'text' | 'gap'
  /** What stands before the value: `POST`, `Host:`, `&code=`. */
  readonly lead: string
  readonly value: string
  readonly after: string
  /** Where it comes from; `null` for a gap. */
  readonly origin: Origin | null
  /** Index of the part, for revealing it; `null` when the line shows no single part. */
  readonly part: number | null
  readonly secret: boolean
}

/** A line before it has its place. */
type NewLine = Omit<RequestLine, 'id'>

const line = (kind: RequestLine['kind'], lead: string, value: string, origin: Origin | null): NewLine => ({
  kind,
  lead,
  value,
  after: '',
  origin,
  part: null,
  secret: false,
})

const gap = line('gap', '', '', null)

type Numbered = RequestPart & { readonly index: number }

/** A secret is shown as its mask; everything else as the bytes that are sent. */
function readSentValue(part: RequestPart): string {
  if (part.secret || part.in === 'header') return part.value
  return part.in === 'json' ? JSON.stringify(part.value) : encodeFormText(part.value)
}

function readParameterLine(part: Numbered, lead: string, after = ''): NewLine {
  return {
    kind: 'parameter',
    lead,
    value: readSentValue(part),
    after,
    origin: part.origin,
    part: part.index,
    secret: part.secret,
  }
}

/** The address as a URL; a mask in it is no character that a URL may have. */
function readShownUrl(request: ShownRequest): UrlParts | null {
  return readUrl(request.url.replace(/[^\x20-\x7e]/g, ''))
}

/** The path and the query that the configured address has of its own, without the parameters that have lines. */
function readTarget(request: ShownRequest, query: readonly Numbered[]): string {
  const url = readShownUrl(request)
  const path = url?.pathname ?? request.url
  const own = (url?.search ?? '').slice(1).split('&')
  const kept = own.slice(0, Math.max(0, own.length - query.length)).filter((one) => one !== '')
  return kept.length === 0 ? path : `${path}?${kept.join('&')}`
}

function readBodyLines(parts: readonly Numbered[]): readonly NewLine[] {
  const form = parts.filter((part) => part.in === 'form')
  if (form.length > 0)
    return form.map((part, index) => readParameterLine(part, `${index === 0 ? '' : '&'}${encodeFormText(part.name)}=`))
  const json = parts.filter((part) => part.in === 'json')
  if (json.length === 0) return []
  const members = json.map((part, index) =>
    readParameterLine(part, `  ${JSON.stringify(part.name)}: `, index === json.length - 1 ? '' : ','),
  )
  return [line('text', '{', '', null), ...members, line('text', '}', '', null)]
}

/** A request as HTTP writes it: the first line, the headers, the body; each parameter on a line of its own. */
export function readRequestLines(request: ShownRequest): readonly RequestLine[] {
  const parts = request.parts.map((part, index) => ({ ...part, index }))
  const query = parts.filter((part) => part.in === 'query')
  const target = readTarget(request, query)
  const version = ' HTTP/1.1'
  const last = query.length - 1
  const joint = target.includes('?') ? '&' : '?'
  const first: NewLine = {
    ...line('start', request.method, ` ${target}`, 'endpoint'),
    after: query.length === 0 ? version : '',
  }
  const queryLines = query.map((part, index) =>
    readParameterLine(
      part,
      `  ${index === 0 ? joint : '&'}${encodeFormText(part.name)}=`,
      index === last ? version : '',
    ),
  )
  const headers = parts
    .filter((part) => part.in === 'header')
    .map((part): NewLine => ({ ...readParameterLine(part, `${part.name}: `), kind: 'header' }))
  const host = readShownUrl(request)?.host ?? ''
  const body = readBodyLines(parts)
  const all = [
    first,
    ...queryLines,
    line('header', 'Host: ', host, 'endpoint'),
    ...headers,
    ...(body.length > 0 ? [gap, ...body] : []),
  ]
  return all.map((one, id) => ({ ...one, id }))
}

/** One line of text, as the folded step shows it. */
export function readRequestSummary(request: ShownRequest): string {
  const url = readShownUrl(request)
  const path = url === null ? request.url : request.url.slice(url.origin.length)
  return `${request.method} ${path}`
}

/** The request as a command for curl, with the masks where the secrets are: it shows, and does not run as it is. */
export function buildCurl(request: ShownRequest): string {
  const method = request.method === 'GET' ? [] : [`-X ${request.method}`]
  const headers = request.parts
    .filter((part) => part.in === 'header')
    .map((part) => `-H ${quoteForShell(`${part.name}: ${part.value}`)}`)
  const body = request.body === null ? [] : [`--data-raw ${quoteForShell(request.body)}`]
  return ['curl', ...method, quoteForShell(request.url), ...headers, ...body]
    .join(' \\\n  ')
    .replace('curl \\\n  ', 'curl ')
}
