import type { Check } from '../lib/check.ts'
import { isJsonObject, type JsonValue } from '../lib/json-value.ts'
import type { DecodedToken } from './decoded-token.ts'
import { createJudge, describeClaim } from './decoded-token-claim.ts'
import type { TokenSet } from './token-set.ts'

/** The keys that a token must be bound to; `null` where none was shown. Thumbprints are SHA-256, base64url. */
export interface ShownKeys {
  /** Of the DPoP key (RFC 9449, section 6.1). */
  readonly jkt: string | null
  /** Of the TLS certificate (RFC 8705, section 3.1). */
  readonly x5t: string | null
}

const judge = createJudge('access_token')

const members = { cnf_jkt: 'jkt', cnf_x5t: 'x5t#S256' } as const

function readBinding(name: keyof typeof members, decoded: DecodedToken, ours: string): Check {
  if (decoded.kind !== 'jws') return judge(name, 'not_checked', 'opaque')
  const cnf: JsonValue | undefined = decoded.payload.members.cnf
  const bound = isJsonObject(cnf) ? cnf[members[name]] : undefined
  // A proof binds always; a certificate only where the client is registered so (RFC 8705, section 3.4).
  if (bound === undefined)
    return name === 'cnf_jkt' ? judge(name, 'fail', 'not_bound') : judge(name, 'not_checked', 'not_present')
  return bound === ours
    ? judge(name, 'pass', 'bound', { expected: ours })
    : judge(name, 'fail', 'bound_other', { received: describeClaim(bound), expected: ours })
}

/** The access token is bound to the keys that this client has shown. Says nothing where none was shown. */
export function readBindingChecks(decoded: DecodedToken | null, shown: ShownKeys): readonly Check[] {
  if (decoded === null) return []
  return [
    ...(shown.jkt === null ? [] : [readBinding('cnf_jkt', decoded, shown.jkt)]),
    ...(shown.x5t === null ? [] : [readBinding('cnf_x5t', decoded, shown.x5t)]),
  ]
}

/** RFC 9449, section 5: whoever sent a proof gets a DPoP token, or was downgraded. */
export function readTokenTypeCheck({ tokenType }: TokenSet): Check {
  const judgeType = createJudge('token_response')
  if (tokenType === null) return judgeType('token_type', 'fail', 'missing', { what: 'token_type' })
  return tokenType.value.toLowerCase() === 'dpop'
    ? judgeType('token_type', 'pass', 'same', { what: 'token_type' })
    : judgeType('token_type', 'fail', 'downgraded', { received: describeClaim(tokenType.value) })
}
