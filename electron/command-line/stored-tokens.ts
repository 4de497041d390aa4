import type { TokenSetRow } from '../../shared/contract/records.ts'
import type { GrantName } from '../../shared/dialects/grant-names.ts'
import type { Exchange } from '../../shared/flow/exchange.ts'
import type { Profile } from '../../shared/flow/profile.ts'
import { type Outcome, ok } from '../../shared/lib/outcome.ts'
import type { Host } from '../host/host.ts'

/**
 * Whether tokens of a run answer to the grant that was asked for: a token for the program itself is another thing than
 * one for a person. A refresh carries on what it started from, and client credentials have none (RFC 6749, section 4.4.3).
 */
export function isOfGrant(ran: Exchange['kind'] | null, grant: GrantName, usual: GrantName): boolean {
  if (ran === null) return grant === usual
  return ran === 'refresh_token' ? grant !== 'client_credentials' : ran === grant
}

/** The stored token sets of a profile, of one grant when that is asked for. */
export async function listStored(
  host: Host,
  profile: Profile,
  grant: GrantName | 'refresh_token' | undefined,
): Promise<Outcome<readonly TokenSetRow[]>> {
  const rows = await host.send('tokens.list', { profileId: profile.id })
  if (!rows.ok || grant === undefined || grant === 'refresh_token') return rows
  const kept: TokenSetRow[] = []
  for (const row of rows.value) {
    const ran = row.exchangeId === null ? null : await host.send('exchanges.show', { id: row.exchangeId })
    if (isOfGrant(ran?.ok === true ? ran.value.kind : null, grant, profile.grant)) kept.push(row)
  }
  return ok(kept)
}
