import { type SecretName, secretNames } from '../../shared/flow/profile.ts'
import { buildDocumentWith } from '../../shared/lib/json-change.ts'
import { readPlace } from '../../shared/lib/json-pointer.ts'
import type { JsonObject, JsonValue } from '../../shared/lib/json-value.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import { print } from '../host/print.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { printProblem } from './print-problem.ts'
import { readFileBytes } from './read-file.ts'
import { requireVault, runWithHost } from './run-with-host.ts'

/** A value as it is typed: JSON where it is JSON, else the text itself, so that names need no quotes. */
function readValue(text: string, before: JsonValue | undefined): JsonValue {
  // A member that holds text keeps text: "5" of a client id is no number.
  if (typeof before === 'string') return text
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return text
  }
}

/** The document with every change made: `/dpop/enabled=true`; an empty value takes a member back to its standard. */
export function buildChanged(document: JsonObject, changes: readonly string[]): Outcome<JsonObject> {
  let changed = document
  for (const change of changes) {
    const [, place, text] = /^(\/[^=]*)=(.*)$/s.exec(change) ?? []
    if (place === undefined || text === undefined)
      return fail(
        problem('contract', 'input_invalid', { change: 'not /PLACE=VALUE' }, 'A change must be /PLACE=VALUE.'),
      )
    changed = buildDocumentWith(changed, place, text === '' ? undefined : readValue(text, readPlace(document, place)))
  }
  return ok(changed)
}

/** `profiles set ID /PLACE=VALUE ...`: changes members of a stored profile; the whole is checked before it is stored. */
export function runSet(id: string, changes: readonly string[], json: boolean): Promise<ExitCode> {
  return runWithHost(async (host) => {
    const vault = await requireVault(host)
    if (!vault.ok) return printProblem(vault.problem, json)
    const shown = await host.send('profiles.show', { id })
    if (!shown.ok) return printProblem(shown.problem, json)
    const changed = buildChanged(shown.value.profile as unknown as JsonObject, changes)
    if (!changed.ok) return printProblem(changed.problem, json)
    // The call checks it by the schema, like everything that comes from outside.
    const saved = await host.send('profiles.save', { profile: changed.value as never })
    if (!saved.ok) return printProblem(saved.problem, json)
    if (json) print(JSON.stringify(saved.value.profile, null, 2))
    else print(`${id}: stored`)
    return exitCodes.ok
  })
}

/** `profiles secret ID NAME [FILE]`: stores a secret from a file or standard input, never from an argument that others see. */
export async function runSecret(id: string, name: string, file: string, remove: boolean): Promise<ExitCode> {
  const known = secretNames.find((one): one is SecretName => one === name)
  if (known === undefined)
    return printProblem(problem('contract', 'input_invalid', { name, known: secretNames.join(', ') }), false)
  const bytes = remove ? ok(null) : await readFileBytes(file)
  if (!bytes.ok) return printProblem(bytes.problem, false)
  const value = bytes.value === null ? null : bytes.value.toString('utf8').replace(/\r?\n$/, '')
  return runWithHost(async (host) => {
    const vault = await requireVault(host)
    if (!vault.ok) return printProblem(vault.problem, false)
    const shown = await host.send('profiles.show', { id })
    if (!shown.ok) return printProblem(shown.problem, false)
    const saved = await host.send('profiles.save', { profile: shown.value.profile, secrets: { [known]: value } })
    if (!saved.ok) return printProblem(saved.problem, false)
    print(`${id}: ${known} ${remove ? 'removed' : 'stored'}`)
    return exitCodes.ok
  })
}

/** `profiles duplicate ID`: prints the id of the copy, which has its secrets too. */
export function runDuplicate(id: string): Promise<ExitCode> {
  return runWithHost(async (host) => {
    const vault = await requireVault(host)
    if (!vault.ok) return printProblem(vault.problem, false)
    const copied = await host.send('profiles.duplicate', { id })
    if (!copied.ok) return printProblem(copied.problem, false)
    print(copied.value.profile.id)
    return exitCodes.ok
  })
}
