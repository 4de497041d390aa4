import type { CallInput } from '../../../shared/contract/calls.ts'
import type { OpenedTokenSet } from '../../../shared/contract/records.ts'
import { isDpopType } from '../../../shared/flow/token-request-userinfo.ts'
import { readToken, type TokenKind } from '../../../shared/flow/token-set.ts'
import { fail, type Outcome, ok } from '../../../shared/lib/outcome.ts'
import { problem } from '../../../shared/lib/problem.ts'
import { bindToKey } from '../dpop-key.ts'
import type { RunPorts, TrailLauncher, Walk } from '../launch-trail.ts'
import type { StepOrder } from '../run-order.ts'
import { runLifecycle } from './run-lifecycle.ts'

type Wanted = CallInput<'lifecycle.start'>

/** The kind of token that a call needs; `null` for a logout, which takes what there is. */
function readNeededKind({ what, token }: Wanted): TokenKind | null {
  if (what === 'logout') return null
  return what === 'userinfo' ? 'access_token' : (token ?? 'access_token')
}

/** The set that a call is about: the one asked for, else the newest that has what the call needs. */
function readSet({ tokens }: RunPorts, wanted: Wanted): Outcome<OpenedTokenSet | null> {
  const kind = readNeededKind(wanted)
  let { tokenSetId: id } = wanted
  if (id === undefined) {
    const rows = tokens.list(wanted.profileId)
    if (!rows.ok) return rows
    id = rows.value.find((row) => kind === null || row.tokens.some((one) => one.kind === kind))?.id
  }
  if (id === undefined) return kind === null ? ok(null) : fail(problem('token-set', 'token_missing', { kind }))
  const opened = tokens.show(id)
  if (!opened.ok) return opened
  if (opened.value.row.profileId !== wanted.profileId) return fail(problem('exchange', 'token_set_unknown', { id }))
  if (kind !== null && readToken(opened.value.tokenSet, kind) === null)
    return fail(problem('token-set', 'token_missing', { kind }))
  return opened
}

/** The order with the key that the set is bound to, where it is bound to one. */
function bindToSet({ tokens }: RunPorts, order: StepOrder, opened: OpenedTokenSet | null): StepOrder {
  if (opened === null || !isDpopType(opened.tokenSet.tokenType?.value ?? null)) return order
  const { profile } = order
  const proving = { ...order, profile: { ...profile, dpop: { ...profile.dpop, enabled: true } } }
  return bindToKey(proving, tokens.readBinding(opened.row.id))
}

async function walkCall(deps: RunPorts, wanted: Wanted, opened: OpenedTokenSet | null, walk: Walk): Promise<void> {
  const { tokens } = deps
  const kind = readNeededKind(wanted)
  const order = bindToSet(deps, walk.order, opened)
  order.recorder.know(Object.values(order.secrets))
  // Providers quote every token of a set in what they answer.
  order.recorder.know(opened?.tokenSet.tokens.map((token) => token.value) ?? [])
  const id = opened?.row.id ?? null
  await runLifecycle(
    {
      ...{ ...order, opened, waiting: walk.waiting, openBrowser: wanted.openBrowser ?? true },
      token: opened === null || kind === null ? null : readToken(opened.tokenSet, kind),
      saveAfterlife: (told) => (id === null ? [] : tokens.saveAfterlife(id, told)),
      saveChecks: (checks) => {
        if (id !== null) tokens.saveChecks(id, checks)
      },
      markDead: () => {
        if (id !== null) tokens.markDead(id)
      },
    },
    wanted.what,
  )
}

/** Starts a call around the tokens of a set and answers at once. */
export function startLifecycle(
  deps: RunPorts,
  launch: TrailLauncher,
  wanted: Wanted,
): Outcome<{ readonly exchangeId: string }> {
  const profile = deps.profiles.read(wanted.profileId)
  if (!profile.ok) return profile
  const opened = readSet(deps, wanted)
  if (!opened.ok) return opened
  return launch({ profile: profile.value, kind: wanted.what }, (walk) => walkCall(deps, wanted, opened.value, walk))
}
