import { readTemplateVariables } from '../../../../shared/flow/profile-address.ts'
import { readPointer } from '../../../../shared/lib/json-pointer.ts'
import type { JsonObject } from '../../../../shared/lib/json-value.ts'
import { readObjectsAt, readPairsAt, readTextAt } from './document-place.ts'
import type { Mark } from './mark.ts'

/** Filled by the profile's own fields or by the host: nobody gives them a value here. */
const givenNames = ['client_id', 'redirect_uri', 'practice'] as const

/** What the dialect says about one of its variables. */
export interface VariableWords {
  readonly name: string
  readonly description: string
  readonly example: string
}

/** The variables that want a value: those the dialect declares, those the addresses use, those that have one. */
export function readProfileVariables(document: JsonObject): readonly VariableWords[] {
  const declared = readObjectsAt(document, '/dialect/variables').map((variable) => ({
    name: readTextAt(variable, '/name'),
    description: readTextAt(variable, '/description'),
    example: readTextAt(variable, '/example'),
  }))
  const values = readPairsAt(document, '/variables')
  const templates = [...readPairsAt(document, '/dialect/endpoints'), ...values].map(([, text]) => text)
  const issuer = readTextAt(document, '/dialect/issuer')
  const used = [...templates, issuer].flatMap(readTemplateVariables)
  const names = new Set([...used, ...values.map(([name]) => name)])
  const others = [...names].filter((name) => !declared.some((one) => one.name === name))
  return [...declared, ...others.map((name) => ({ name, description: '', example: '' }))].filter(
    ({ name }) => name !== '' && !givenNames.some((given) => given === name),
  )
}

/** Every variable that a template may use. */
export function readVariableNames(document: JsonObject): readonly string[] {
  const given = readTextAt(document, '/practice/provider') === '' ? givenNames.slice(0, 2) : givenNames
  return [...readProfileVariables(document).map(({ name }) => name), ...given]
}

/** The variables that a run still needs. */
export function readMissingNames(marks: readonly Mark[]): readonly string[] {
  return marks.filter((mark) => mark.word === 'variableMissing').map((mark) => readPointer(mark.pointer).at(-1) ?? '')
}
