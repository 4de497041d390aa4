import { createStore, useStore } from 'zustand'
import type { CallInput } from '../../../../shared/contract/calls.ts'
import type { ShownProfile } from '../../../../shared/contract/records.ts'
import type { SecretName } from '../../../../shared/flow/profile.ts'
import { buildDocumentWith } from '../../../../shared/lib/json-change.ts'
import type { JsonObject, JsonValue } from '../../../../shared/lib/json-value.ts'
import { isSameJson } from './document-place.ts'
import { readDocumentText } from './document-text.ts'

/** What a save says about secrets: a text stores, `null` removes, absent keeps. */
export type SecretChanges = NonNullable<CallInput<'profiles.save'>['secrets']>

/** What a person has changed in a profile and not saved yet. */
export interface Draft {
  readonly document: JsonObject
  /** The text that a person is writing while it is no JSON; `null` when `document` says everything. */
  readonly text: string | null
  readonly secrets: SecretChanges
}

/** Drafts by profile id. They outlive the form, so that leaving it loses nothing; they end with the window. */
export const draftStore = createStore<Readonly<Record<string, Draft>>>()(() => ({}))

/** The profile as the form starts from it. A parsed profile is JSON, which its type cannot say. */
export function buildDraft(shown: ShownProfile): Draft {
  return { document: shown.profile as unknown as JsonObject, text: null, secrets: {} }
}

/** The unsaved changes of a profile, or `undefined`. */
export function useDraft(id: string): Draft | undefined {
  return useStore(draftStore, (drafts) => drafts[id])
}

function isUnchanged(draft: Draft, shown: ShownProfile): boolean {
  const saved = buildDraft(shown)
  return draft.text === null && Object.keys(draft.secrets).length === 0 && isSameJson(draft.document, saved.document)
}

/** Changes the draft of a profile; one that says what is saved is no draft any more. */
function changeDraft(shown: ShownProfile, change: (draft: Draft) => Draft): void {
  const { id } = shown.profile
  draftStore.setState((drafts) => {
    const draft = change(drafts[id] ?? buildDraft(shown))
    const { [id]: _, ...others } = drafts
    return isUnchanged(draft, shown) ? others : { ...others, [id]: draft }
  }, true)
}

/** Puts a value at a place of the document; `undefined` takes it out. */
export function editPlace(shown: ShownProfile, pointer: string, value: JsonValue | undefined): void {
  changeDraft(shown, (draft) => ({
    ...draft,
    document: buildDocumentWith(draft.document, pointer, value),
    text: null,
  }))
}

/** Takes the document as text. Text that is no JSON is kept as it is, and the form stays at what it showed before. */
export function editText(shown: ShownProfile, text: string): void {
  const read = readDocumentText(text)
  changeDraft(shown, (draft) => {
    if (read.kind === 'broken') return { ...draft, text }
    return { ...draft, document: read.document, text: null }
  })
}

/** Notes what shall happen to a secret when the draft is saved; `undefined` leaves it as it is. */
export function editSecret(shown: ShownProfile, name: SecretName, value: string | null | undefined): void {
  changeDraft(shown, (draft) => {
    const { [name]: _, ...others } = draft.secrets
    return { ...draft, secrets: value === undefined ? others : { ...others, [name]: value } }
  })
}

/** Forgets the changes of a profile. */
export function discardDraft(id: string): void {
  draftStore.setState(({ [id]: _, ...others }) => others, true)
}
