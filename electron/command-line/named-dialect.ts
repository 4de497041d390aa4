import { type Dialect, dialectSchema } from '../../shared/dialects/dialect.ts'
import { presets, readPreset } from '../../shared/dialects/presets.ts'
import { buildEvidence, readProfileDocument } from '../../shared/flow/profile.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import { readFileDocument } from './read-file.ts'

/** A profile document says whose it is; a dialect alone has no such members. */
function looksLikeProfile(document: unknown): boolean {
  return (
    typeof document === 'object' &&
    document !== null &&
    ['dialect', 'clientId', 'redirect'].some((name) => Object.hasOwn(document, name))
  )
}

/** Reads a dialect document, or the dialect of a profile document. */
export function readDialectDocument(document: unknown): Outcome<Dialect> {
  if (looksLikeProfile(document)) {
    const read = readProfileDocument(document)
    return read.ok ? ok(read.value.profile.dialect) : read
  }
  const read = dialectSchema.safeParse(document)
  return read.success ? ok(read.data) : fail(problem('profile', 'profile_invalid', buildEvidence(read.error)))
}

/** The dialect that `--dialect` names: a preset's id first, else a file. */
export async function readNamedDialect(name: string): Promise<Outcome<Dialect>> {
  const preset = readPreset(name)
  if (preset !== undefined) return ok(preset)
  const file = await readFileDocument(name)
  if (file.ok) return readDialectDocument(file.value.document)
  if (file.problem.evidence?.reason !== 'ENOENT') return file
  const known = presets.map((one) => one.id).join(', ')
  return fail(problem('profile', 'dialect_unknown', { dialect: name, presets: known }))
}
