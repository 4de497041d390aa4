import { createHash } from 'node:crypto'
import type { GrantName } from '../../shared/dialects/grant-names.ts'
import type { Profile } from '../../shared/flow/profile.ts'
import type { Outcome } from '../../shared/lib/outcome.ts'
import type { RunPorts, TrailLauncher, Walk } from './launch-trail.ts'
import { runExchange } from './run-exchange.ts'
import type { EarlierSet } from './run-order.ts'

/** What a run is started with. */
export interface RunStart {
  readonly profileId: string
  readonly grant?: GrantName | undefined
  readonly authorizeParameters?: Readonly<Record<string, string>> | undefined
  readonly openBrowser?: boolean | undefined
}

/** Remembers which codes were handed in; a code is sent once (RFC 6749, section 4.1.2). */
function createCodeRegister(): (code: string) => boolean {
  const used = new Set<string>()
  return (code) => {
    const digest = createHash('sha256').update(code).digest('base64url')
    if (used.has(digest)) return false
    used.add(digest)
    return true
  }
}

/** Everything a run needs before it begins. */
interface Launch {
  readonly profile: Profile
  readonly grantName: GrantName | 'refresh_token'
  readonly wanted: RunStart
  readonly earlier: EarlierSet | null
}

async function walkStreet(
  deps: RunPorts,
  launch: Launch,
  { order, waiting }: Walk,
  takeCode: (code: string) => boolean,
): Promise<void> {
  const { recorder } = order
  await runExchange({
    ...{ ...order, waiting, takeCode, grantName: launch.grantName, earlier: launch.earlier },
    parameters: launch.wanted.authorizeParameters ?? {},
    openBrowser: launch.wanted.openBrowser ?? true,
    saveTokens: (tokenSet, expiries, findings) => deps.tokens.save(recorder.exchange(), tokenSet, expiries, findings),
    saveChecks: deps.tokens.saveChecks,
    markDead: deps.tokens.markDead,
  })
}

/** Starts runs, each on a trail of its own. */
export function createLauncher(
  deps: RunPorts,
  start: TrailLauncher,
): (launch: Launch) => Outcome<{ readonly exchangeId: string }> {
  const takeCode = createCodeRegister()
  return (launch) =>
    start({ profile: launch.profile, kind: launch.grantName }, (walk) => walkStreet(deps, launch, walk, takeCode))
}
