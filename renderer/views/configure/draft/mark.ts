/** The sentences a mark can have; the interface translates them. */
export const markWords = [
  'required',
  'wrongType',
  'tooSmall',
  'tooBig',
  'tooLong',
  'oneNeeded',
  'notOffered',
  'unknownMember',
  'idForm',
  'idFixed',
  'variableName',
  'placeForm',
  'describedForm',
  'pathForm',
  'form',
  'variableMissing',
  'addressMissing',
  'addressInvalid',
  'addressInsecure',
  'addressCredentials',
  'secretMissing',
  'secretInUrl',
  'usernameMissing',
  'bodyInGet',
  'headerInvalid',
  'keyInvalid',
  'grantTypeMissing',
  'hintMissing',
  'clientIdMissing',
  'issuerMissing',
  'audienceMissing',
  'jsonObject',
  'jsonArray',
  'runStops',
] as const
export type MarkWord = (typeof markWords)[number]

/**
 * Something to put right at one place of the profile document. `invalid` keeps it from being saved, `missing` only
 * from being run. Secrets are no part of the document and stand at `/secrets/NAME`.
 */
export interface Mark {
  readonly pointer: string
  readonly kind: 'invalid' | 'missing'
  readonly word: MarkWord
  readonly values: Readonly<Record<string, string>>
}
