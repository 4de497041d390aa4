import type { GrantName } from '../../shared/dialects/grant-names.ts'
import { readOfferedToken } from '../../shared/flow/decoded-token-offered.ts'
import type { Profile, SecretName, Secrets } from '../../shared/flow/profile.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import { bindToKey, openDpopKey } from './dpop-key.ts'
import type { ProfileBook } from './profile-book.ts'
import type { EarlierSet } from './run-order.ts'
import type { TokenBook } from './token-book.ts'

/** A run before its first step. */
export interface Unprepared {
  readonly profile: Profile
  readonly secrets: Secrets
  readonly grantName: GrantName | 'refresh_token'
  readonly earlier: EarlierSet | null
}

interface Books {
  readonly profiles: ProfileBook
  readonly tokens: TokenBook
}

/** One side of a token exchange: whose newest token it is, of which type, and the secret that stands for it. */
interface Side {
  readonly place: string
  readonly profileId: string
  readonly tokenType: string
  readonly secret: SecretName
}

function listSides({ tokenExchange: settings }: Profile): readonly Side[] {
  const { subjectProfile, subjectTokenType, actorProfile, actorTokenType } = settings
  const subject = { place: '/tokenExchange/subjectProfile', secret: 'subject_token' } as const
  const actor = { place: '/tokenExchange/actorProfile', secret: 'actor_token' } as const
  const sides = [{ ...subject, profileId: subjectProfile, tokenType: subjectTokenType }]
  // Without a type there is no actor.
  const both =
    actorTokenType === '' ? sides : [...sides, { ...actor, profileId: actorProfile, tokenType: actorTokenType }]
  return both.filter(({ profileId }) => profileId !== '')
}

/** The newest token of another profile that has the type. */
function readForeignToken({ profiles, tokens }: Books, side: Side): Outcome<string> {
  const owner = profiles.read(side.profileId)
  if (!owner.ok) return fail(problem('grant', owner.problem.code, { [side.place]: side.profileId }))
  const rows = tokens.list(side.profileId)
  if (!rows.ok) return rows
  for (const { id } of rows.value) {
    const opened = tokens.show(id)
    const offered = opened.ok ? readOfferedToken(opened.value.tokenSet, side.tokenType) : null
    if (offered !== null) return ok(offered)
  }
  const evidence = { secret: side.secret, [side.place]: side.profileId, type: side.tokenType }
  return fail(problem('grant', 'secret_missing', evidence, `The profile ${side.profileId} has no token of that type.`))
}

/**
 * Completes the secrets of a run: the DPoP key, which is that of the set for a refresh and is made where there is none; the tokens
 * of other profiles that are exchanged. A setting that leads nowhere is named by its pointer.
 */
export async function prepareSecrets<R extends Unprepared>(books: Books, run: R): Promise<Outcome<R>> {
  const binding = run.earlier === null ? null : books.tokens.readBinding(run.earlier.id)
  const bound = bindToKey(run, binding)
  const opened = await openDpopKey(books.profiles, bound)
  if (!opened.ok) return opened
  let secrets = opened.value
  for (const side of run.grantName === 'token_exchange' ? listSides(run.profile) : []) {
    const token = readForeignToken(books, side)
    if (!token.ok) return token
    secrets = { ...secrets, [side.secret]: token.value }
  }
  return ok({ ...bound, secrets })
}
