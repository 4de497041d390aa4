import { isSecretName } from './mask.ts'
import type { Origin, RequestPart } from './request-part.ts'

const secretOrigins: readonly Origin[] = [
  'code',
  'code_verifier',
  'refresh_token',
  'password',
  'client_secret',
  'device_code',
  'auth_req_id',
  'user_code',
  'subject_token',
  'actor_token',
  'assertion',
  'client_assertion',
  'token',
]

/** Collects parts: a later one of the same name and place takes the place of the earlier, except where one may occur often. */
export function createPartList(place: RequestPart['in']) {
  let parts: readonly RequestPart[] = []
  const isSame = (one: RequestPart, other: RequestPart): boolean => one.in === other.in && one.name === other.name
  const put = (part: RequestPart): void => {
    const earlier = parts.find((one) => isSame(one, part))
    // RFC 8707, section 2: a resource for each target, under whatever name this provider wants.
    const repeats = part.origin === 'access' && earlier?.origin === 'access'
    if (earlier === undefined || repeats) parts = [...parts, part]
    else parts = parts.flatMap((one) => (one === earlier ? [part] : isSame(one, part) ? [] : [one]))
  }
  const add = (name: string, value: string, origin: Origin, at: RequestPart['in'] = place): void => {
    // A person may add a secret of any origin, and may replace one by another.
    const replaced = parts.some((one) => one.in === at && one.name === name && one.secret)
    put({ in: at, name, value, secret: secretOrigins.includes(origin) || isSecretName(name) || replaced, origin })
  }
  return { add, put, parts: () => parts }
}
