import { createHash, randomUUID } from 'node:crypto'
import type { GrantName } from '../../shared/dialects/grant-names.ts'
import type { Profile } from '../../shared/flow/profile.ts'
import type { Outcome } from '../../shared/lib/outcome.ts'
import { readDpopBinding } from './dpop-key.ts'
import type { RunPorts, TrailLauncher, Walk } from './launch-trail.ts'
import { prepareSecrets } from './prepare-secrets.ts'
import { runExchange } from './run-exchange.ts'
import type { EarlierSet, RunOrder } from './run-order.ts'
import { readLeaseTime, runRefresh } from './run-refresh.ts'
import { sendLimits } from './send-limits.ts'

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

/** What all runs of this process share. */
interface Launcher {
  readonly takeCode: (code: string) => boolean
  /** The name of this process among those of the vault. */
  readonly owner: string
}

/** A refresh goes alone, everything else at once. */
function walkOrder(deps: RunPorts, owner: string, order: RunOrder): Promise<void> {
  if (order.earlier === null) return runExchange(order)
  const { tokens, leases, ports } = deps
  const lasts = readLeaseTime(ports.limits ?? sendLimits)
  return runRefresh({ tokens, leases, owner, lasts, now: ports.now }, order, order.earlier)
}

async function walkStreet(
  deps: RunPorts,
  { wanted, grantName, earlier }: Launch,
  { order, waiting }: Walk,
  { takeCode, owner }: Launcher,
): Promise<void> {
  const { recorder } = order
  const prepared = await prepareSecrets(deps, { ...order, grantName, earlier })
  if (!prepared.ok) {
    recorder.stop(prepared.problem)
    recorder.store()
    return
  }
  recorder.know(Object.values(prepared.value.secrets))
  const descent = { refreshedFrom: earlier?.id ?? null, binding: readDpopBinding(prepared.value) }
  await walkOrder(deps, owner, {
    ...{ ...prepared.value, waiting, takeCode },
    parameters: wanted.authorizeParameters ?? {},
    openBrowser: wanted.openBrowser ?? true,
    saveTokens: (tokenSet, expiries, findings) =>
      deps.tokens.save(recorder.exchange(), tokenSet, expiries, findings, descent),
    saveChecks: deps.tokens.saveChecks,
    markDead: deps.tokens.markDead,
  })
}

/** Starts runs, each on a trail of its own. */
export function createLauncher(
  deps: RunPorts,
  start: TrailLauncher,
): (launch: Launch) => Outcome<{ readonly exchangeId: string }> {
  const launcher: Launcher = { takeCode: createCodeRegister(), owner: randomUUID() }
  return (launch) =>
    start({ profile: launch.profile, kind: launch.grantName }, (walk) => walkStreet(deps, launch, walk, launcher))
}
