import type { Check } from '../lib/check.ts'
import { isJsonArray, type JsonValue } from '../lib/json-value.ts'
import { describeClaim, type Judge } from './decoded-token-claim.ts'

/** The audiences of an `aud` claim, each once: one text or a list (RFC 7519, section 4.1.3). */
function listAudiences(aud: JsonValue): ReadonlySet<JsonValue> {
  return new Set<JsonValue>(isJsonArray(aud) ? aud : [aud])
}

/** OpenID Connect Core, section 3.1.3.7, rule 3: the client is an audience; others are named. */
export function readAudCheck(judge: Judge, aud: JsonValue | undefined, clientId: string): Check {
  if (aud === undefined) return judge('aud', 'fail', 'missing', { what: 'aud' })
  if (clientId === '') return judge('aud', 'not_checked', 'nothing_to_compare', { what: 'client_id' })
  const audiences = listAudiences(aud)
  if (!audiences.has(clientId))
    return judge('aud', 'fail', 'differs', { what: 'aud', received: describeClaim(aud), expected: clientId })
  const others = [...audiences].filter((one) => one !== clientId)
  return others.length === 0
    ? judge('aud', 'pass', 'same', { what: 'aud' })
    : judge('aud', 'pass', 'audience_others', { others: describeClaim(others) })
}

/** Rules 4 and 5: with several audiences `azp` says whose token it is; wherever it stands, it names the client. */
export function readAzpCheck(
  judge: Judge,
  azp: JsonValue | undefined,
  aud: JsonValue | undefined,
  clientId: string,
): Check {
  if (azp === undefined)
    return aud !== undefined && listAudiences(aud).size > 1
      ? judge('azp', 'fail', 'azp_missing')
      : judge('azp', 'not_checked', 'not_present')
  if (clientId === '') return judge('azp', 'not_checked', 'nothing_to_compare', { what: 'client_id' })
  return azp === clientId
    ? judge('azp', 'pass', 'same', { what: 'azp' })
    : judge('azp', 'fail', 'differs', { what: 'azp', received: describeClaim(azp), expected: clientId })
}
