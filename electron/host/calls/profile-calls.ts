import type { ShownProfile } from '../../../shared/contract/records.ts'
import { readJson } from '../../../shared/dialects/body/read-json.ts'
import {
  type Profile,
  type ReadProfile,
  readProfileDocument,
  type SecretName,
  secretNames,
} from '../../../shared/flow/profile.ts'
import { tokenKinds } from '../../../shared/flow/token-set.ts'
import { fail, type Outcome, ok } from '../../../shared/lib/outcome.ts'
import { type Problem, problem } from '../../../shared/lib/problem.ts'
import { type ProfileBook, readMissing } from '../profile-book.ts'
import type { ProfileList } from '../profile-list.ts'
import type { TokenBook } from '../token-book.ts'
import type { HandlersOf } from './handlers.ts'
import { isDiverted } from './is-diverted.ts'

/** The document of a profile for others: stable order, placeholders where the secrets are (requirement C-04). */
export function buildExport(shown: ShownProfile): string {
  const secrets = Object.fromEntries(shown.hasSecret.map((name) => [name, `{{${name}}}`]))
  return `${JSON.stringify({ ...shown.profile, secrets }, null, 2)}\n`
}

/** The document; a syntax error is named by our own reader, since the platform's words quote what may be a secret. */
function readJsonDocument(given: string): Outcome<unknown> {
  const text = given.replace(/^\ufeff/, '')
  try {
    return ok(JSON.parse(text) as unknown)
  } catch {
    const read = readJson(text)
    const { reason, line, column } = read.ok ? { reason: 'not JSON', line: null, column: null } : read.misread
    const place = line === null ? '' : ` (line ${line}, column ${column})`
    return fail(problem('profile', 'profile_invalid', { '/': `${reason}${place}` }))
  }
}

/**
 * A document of others may not lead stored secrets to an address of its own: neither those that it leaves as they are,
 * nor tokens, which the next refresh, or the next call around them, would send there. `null` when nothing is led astray.
 */
function readDiversion(book: ProfileBook, tokens: TokenBook, read: ReadProfile): Problem | null {
  const { id } = read.profile
  const stored = book.show(id)
  // What cannot be read any more is replaced under the same rule as what differs.
  if (!stored.ok && stored.problem.code === 'profile_unknown') return null
  if (stored.ok && !isDiverted(stored.value.profile, read.profile)) return null
  const kept = secretNames.filter((name) => read.secrets[name] === undefined)
  const secrets = stored.ok ? kept.filter((name) => stored.value.hasSecret.includes(name)) : kept
  const rows = tokens.list(id)
  const stillThere = rows.ok ? rows.value.flatMap((row) => row.tokens.map(({ kind }) => kind)) : tokenKinds
  const held = [...secrets, ...tokenKinds.filter((kind) => stillThere.includes(kind))]
  return held.length === 0 ? null : problem('profile', 'import_diverts', { id, held: held.join(', ') })
}

/** The calls about profiles. `changed` publishes a profile's line, `removed` its end. */
export function createProfileCalls(
  book: ProfileBook,
  tokens: TokenBook,
  list: ProfileList,
  published: { changed(id: string): void; removed(id: string): void },
): HandlersOf<'profiles'> {
  const announce = (shown: Outcome<ShownProfile>): Outcome<ShownProfile> => {
    if (shown.ok) published.changed(shown.value.profile.id)
    return shown
  }
  const check = (profile: Profile, given: readonly string[]): ShownProfile => ({
    profile,
    hasSecret: secretNames.filter((name: SecretName) => given.includes(name)),
    missing: readMissing(profile),
  })
  return {
    'profiles.list': () => list.rows(),
    'profiles.show': ({ id }) => book.show(id),
    'profiles.save': ({ profile, secrets, create }) => announce(book.save(profile, secrets ?? {}, create ?? false)),
    'profiles.remove': ({ id }) => {
      const removed = book.remove(id)
      if (removed.ok) published.removed(id)
      return removed.ok ? ok({ done: removed.value }) : removed
    },
    'profiles.duplicate': ({ id }) => announce(book.duplicate(id)),
    'profiles.export': ({ id }) => {
      const shown = book.show(id)
      return shown.ok ? ok({ fileName: `${id}.tokendesk.json`, text: buildExport(shown.value) }) : shown
    },
    'profiles.import': ({ text, store, replace }) => {
      const document = readJsonDocument(text)
      if (!document.ok) return document
      const read = readProfileDocument(document.value)
      if (!read.ok) return read
      const { profile, secrets } = read.value
      const diversion = store && replace === true ? readDiversion(book, tokens, read.value) : null
      if (diversion !== null) return fail(diversion)
      return store ? announce(book.save(profile, secrets, replace !== true)) : ok(check(profile, Object.keys(secrets)))
    },
    'profiles.reveal': ({ id, secret }) => {
      const secrets = book.secrets(id)
      if (!secrets.ok) return secrets
      const value = secrets.value[secret]
      return value === undefined ? fail(problem('profile', 'secret_missing', { secret })) : ok({ value })
    },
  }
}
