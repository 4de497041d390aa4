import type { RequestPart, ShownRequest } from '../../../../shared/lib/request-part.ts'
import { isWithin } from '../draft/form-sections.ts'
import type { Difference } from '../draft/preset-differences.ts'
import type { RequestName } from '../sections/parameter-rows.ts'

/** The parts of a request in the order they are read: first line, query, headers, body. */
export interface RequestLines {
  readonly method: string
  readonly host: string
  readonly path: string
  readonly query: readonly RequestPart[]
  readonly headers: readonly RequestPart[]
  readonly form: readonly RequestPart[]
  readonly json: readonly RequestPart[]
}

/** Splits an address that may still have `{variables}` in it, where no URL parser would read it. */
function splitAddress(url: string): { readonly host: string; readonly path: string } {
  const whole = /^(?:[a-z]+:\/\/)?([^/?#]*)([^#]*)$/i.exec(url)
  return { host: whole?.[1] ?? '', path: whole?.[2] ?? '' }
}

/** The lines of a request as the preview shows it; what the template itself has as query stays in the path. */
export function buildRequestLines(request: ShownRequest): RequestLines {
  const of = (place: RequestPart['in']): readonly RequestPart[] => request.parts.filter((part) => part.in === place)
  const query = of('query')
  const { host, path } = splitAddress(request.url)
  const [first] = query
  const start = first === undefined ? -1 : path.search(new RegExp(`[?&]${buildPattern(first.name)}=`))
  return {
    method: request.method,
    host,
    path: (start === -1 ? path : path.slice(0, start)) || '/',
    query,
    headers: of('header'),
    form: of('form'),
    json: of('json'),
  }
}

/** A name as it stands in an address, safe inside a pattern. */
function buildPattern(name: string): string {
  return encodeURIComponent(name).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** Tells whether a part is sent differently from what the preset would send. */
export function isChangedPart(part: RequestPart, request: RequestName, differences: readonly Difference[]): boolean {
  if (part.origin === 'profile') return true
  const rules = request === 'refresh' ? ['refresh', 'token'] : [request]
  return differences.some(({ pointer, own }) =>
    rules.some(
      (name) =>
        (isWithin(pointer, `/dialect/request/${name}/rename`) && own === part.name) ||
        (isWithin(pointer, `/dialect/request/${name}/extra`) && pointer.endsWith(`/${part.name}`)) ||
        (isWithin(pointer, `/dialect/request/${name}/headers`) && pointer.endsWith(`/${part.name}`)),
    ),
  )
}
