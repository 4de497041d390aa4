import type { z } from 'zod'
import { type Profile, profileSchema, type SecretName } from '../../../../shared/flow/profile.ts'
import { buildDocumentWith } from '../../../../shared/lib/json-change.ts'
import { buildPointer } from '../../../../shared/lib/json-pointer.ts'
import type { JsonObject } from '../../../../shared/lib/json-value.ts'
import type { Mark, MarkWord } from './mark.ts'
import { readRunMarks } from './run-marks.ts'

/** What a document amounts to: the profile when it is one, and everything to put right. */
export interface ReadDraft {
  readonly profile: Profile | null
  /** The profile it would be with the standard's value wherever something is wrong; `null` when even that is none. */
  readonly nearest: Profile | null
  readonly marks: readonly Mark[]
}

type Issue = z.core.$ZodIssue

const forms: readonly (readonly [place: RegExp, word: MarkWord])[] = [
  [/^\/(id|dialect\/id)$/, 'idForm'],
  [/^\/dialect\/variables\/\d+\/name$/, 'variableName'],
  [/^\/dialect\/response\/error\/description/, 'describedForm'],
  [/^\/dialect\/response\//, 'placeForm'],
  [/^\/redirect\/path$/, 'pathForm'],
]

function readLimit(issue: Issue): Readonly<Record<string, string>> {
  if (issue.code === 'too_small') return { limit: String(issue.minimum) }
  return issue.code === 'too_big' ? { limit: String(issue.maximum) } : {}
}

function readWord(issue: Issue, pointer: string): MarkWord {
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string') return 'required'
      return issue.origin === 'array' ? 'oneNeeded' : 'tooSmall'
    case 'too_big':
      return issue.origin === 'string' ? 'tooLong' : 'tooBig'
    case 'invalid_value':
    case 'invalid_union':
      return 'notOffered'
    case 'invalid_format':
      return forms.find(([place]) => place.test(pointer))?.[1] ?? 'form'
    default:
      return 'wrongType'
  }
}

function listMarks(issue: Issue): readonly Mark[] {
  const path = issue.path.map(String)
  const pointer = buildPointer(path)
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      pointer: buildPointer([...path, key]),
      kind: 'invalid',
      word: 'unknownMember',
      values: { name: key },
    }))
  return [{ pointer, kind: 'invalid', word: readWord(issue, pointer), values: readLimit(issue) }]
}

function readIdMarks(own: string, id: string): readonly Mark[] {
  return own === id ? [] : [{ pointer: '/id', kind: 'invalid', word: 'idFixed', values: { id } }]
}

/** Takes out what is wrong, so that the rest of the draft still shows what it means. */
function readNearest(document: JsonObject, id: string, marks: readonly Mark[]): Profile | null {
  // From the end, so that taking an item out of a list moves none that is still to go.
  const cleaned = marks.toReversed().reduce((rest, mark) => buildDocumentWith(rest, mark.pointer, undefined), document)
  const read = profileSchema.safeParse({ name: id, dialect: {}, ...cleaned, id })
  return read.success ? read.data : null
}

/** What is refused already needs no second sentence about the run. */
function isCovered(mark: Mark, refused: readonly Mark[]): boolean {
  return refused.some(({ pointer }) => pointer === mark.pointer || pointer.startsWith(`${mark.pointer}/`))
}

/**
 * Checks a profile document as the contract will check it and, when it is a profile, what a run of it would stop at.
 * `hasSecret` are the secrets that will be there once it is saved. Another id would make another profile, which
 * duplicating and importing are for.
 */
export function readDraft(
  document: JsonObject,
  id: string,
  runtime: Readonly<Record<string, string>>,
  hasSecret: readonly SecretName[],
): ReadDraft {
  const read = profileSchema.safeParse(document)
  const refused = read.success ? readIdMarks(read.data.id, id) : read.error.issues.flatMap(listMarks)
  const profile = read.success && refused.length === 0 ? read.data : null
  const nearest = profile ?? readNearest(document, id, refused)
  const missing = nearest === null ? [] : readRunMarks(nearest, runtime, hasSecret)
  return { profile, nearest, marks: [...refused, ...missing.filter((mark) => !isCovered(mark, refused))] }
}
