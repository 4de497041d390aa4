import type { z } from 'zod'
import { type Profile, profileSchema, type SecretName } from '../../../../shared/flow/profile.ts'
import { buildPointer } from '../../../../shared/lib/json-pointer.ts'
import type { JsonObject } from '../../../../shared/lib/json-value.ts'
import type { Mark, MarkWord } from './mark.ts'
import { readRunMarks } from './run-marks.ts'

/** What a document amounts to: the profile when it is one, and everything to put right. */
export interface ReadDraft {
  readonly profile: Profile | null
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
  if (!read.success) return { profile: null, marks: read.error.issues.flatMap(listMarks) }
  if (read.data.id !== id)
    return { profile: null, marks: [{ pointer: '/id', kind: 'invalid', word: 'idFixed', values: { id } }] }
  return { profile: read.data, marks: readRunMarks(read.data, runtime, hasSecret) }
}
