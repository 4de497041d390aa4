import { createContext, use } from 'react'
import type { ShownProfile } from '../../../shared/contract/records.ts'
import type { Dialect } from '../../../shared/dialects/dialect.ts'
import type { Profile, SecretName } from '../../../shared/flow/profile.ts'
import type { Preview } from '../../../shared/flow/token-request-preview.ts'
import type { JsonObject, JsonValue } from '../../../shared/lib/json-value.ts'
import type { SecretChanges } from './draft/draft-store.ts'
import type { Mark } from './draft/mark.ts'
import type { Difference } from './draft/preset-differences.ts'
import type { SettingName } from './draft/settings.ts'

/** Everything the parts of the form ask: what stands where, what is wrong with it, and how to change it. */
export interface Form {
  /** The profile as it is stored. */
  readonly shown: ShownProfile
  /** The draft with every default in place. */
  readonly document: JsonObject
  /** The draft as a profile, with the standard's value wherever something is wrong. */
  readonly profile: Profile
  readonly preset: Dialect
  readonly marks: readonly Mark[]
  /** The settings that matter with what is chosen, and those that have a value anyway. */
  readonly shownSettings: readonly SettingName[]
  /** The secrets that what is chosen needs. */
  readonly neededSecrets: readonly SecretName[]
  readonly differences: readonly Difference[]
  readonly preview: Preview
  readonly secrets: SecretChanges
  /** The secrets that will be there once this is saved. */
  readonly hasSecret: readonly SecretName[]
  readonly isChanged: boolean
  /** The draft is a profile as it stands. */
  readonly isProfile: boolean
  /** Text in the editor that is no JSON, or `null`. */
  readonly brokenText: string | null
  readonly edit: (pointer: string, value: JsonValue | undefined) => void
  readonly editSecret: (name: SecretName, value: string | null | undefined) => void
}

export const FormContext = createContext<Form | null>(null)

/** The form that a part stands in. */
export function useForm(): Form {
  const form = use(FormContext)
  if (form === null) throw new Error('This part is outside the form.')
  return form
}

/** The settings that the form shows now. */
export function useShownSettings(): readonly SettingName[] {
  return useForm().shownSettings
}
