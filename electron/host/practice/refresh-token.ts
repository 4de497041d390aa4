import { randomBytes } from 'node:crypto'
import { between, epochMs } from '../../../shared/lib/units.ts'
import type { GrantedAccess, PracticeDesk, PracticeDialect } from './practice-dialect.ts'
import type { PracticeRequest } from './practice-exchange.ts'

type HeldAccess = Pick<GrantedAccess, 'clientId' | 'subject' | 'scope'>

/**
 * The refresh token that goes into the answer; `used` is the one that was just redeemed. A client that acts for itself
 * gets none (RFC 6749, section 4.4.3).
 */
export function issueRefreshToken(
  access: GrantedAccess,
  used: string | null,
  request: PracticeRequest,
  dialect: PracticeDialect,
  desk: PracticeDesk,
): string | undefined {
  if (request.fault === 'no_refresh_token' || access.grant === 'client_credentials') return undefined
  if (access.grant === 'refresh_token' && used !== null) {
    if (dialect.refreshToken === 'omitted') return undefined
    if (dialect.refreshToken === 'repeated') return used
  }
  if (dialect.ownRefreshToken !== undefined) return dialect.ownRefreshToken.build(access, desk)
  const { clientId, subject, scope, issuedAt } = access
  const id = randomBytes(9).toString('base64url')
  return desk.keys.seal({ kind: 'refresh', id, provider: request.provider, clientId, subject, scope, issuedAt })
}

/** What a refresh token of this provider stands for; undefined when it is another's, too old, or already used up. */
export function redeemRefreshToken(
  token: string,
  request: PracticeRequest,
  dialect: PracticeDialect,
  desk: PracticeDesk,
): HeldAccess | undefined {
  if (dialect.ownRefreshToken !== undefined) return dialect.ownRefreshToken.read(token, desk)
  const facts = desk.keys.open(token)
  if (facts?.kind !== 'refresh' || facts.provider !== request.provider) return undefined
  if (between(epochMs(Number(facts.issuedAt)), desk.now()) > dialect.refreshLifetime) return undefined
  if (dialect.refreshToken === 'rotated') {
    if (desk.ledger.recall(`used:${facts.id}`) !== undefined) return undefined
    desk.ledger.remember(`used:${facts.id}`)
  }
  return { clientId: String(facts.clientId), subject: String(facts.subject), scope: facts.scope as readonly string[] }
}
