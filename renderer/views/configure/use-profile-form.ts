import { useMemo } from 'react'
import type { ShownProfile } from '../../../shared/contract/records.ts'
import { type Profile, type SecretName, secretNames } from '../../../shared/flow/profile.ts'
import { buildPreview } from '../../../shared/flow/token-request-preview.ts'
import type { JsonObject } from '../../../shared/lib/json-value.ts'
import { useApp } from '../../stores/app-store.ts'
import { buildDraft, editPlace, editSecret, type SecretChanges, useDraft } from './draft/draft-store.ts'
import { buildDifferences, readBasePreset } from './draft/preset-differences.ts'
import { type ReadDraft, readDraft } from './draft/read-draft.ts'
import { buildRuntimeVariables } from './draft/runtime-variables.ts'
import { listNeededSecrets, listShownSettings } from './draft/shown-settings.ts'
import { buildWholeDocument } from './draft/whole-document.ts'
import type { Form } from './form-context.ts'

function readSecretsAfter(shown: ShownProfile, secrets: SecretChanges): readonly SecretName[] {
  return secretNames.filter((name) => {
    const change = secrets[name]
    return change === undefined ? shown.hasSecret.includes(name) : change !== null
  })
}

/** The practice choice of the draft decides the host's variables. */
function readVariables(document: JsonObject, stored: Profile, origin: string | null): Readonly<Record<string, string>> {
  const { nearest } = readDraft(document, stored.id, {}, [])
  return buildRuntimeVariables((nearest ?? stored).practice, origin)
}

interface Read extends ReadDraft {
  readonly hasSecret: readonly SecretName[]
  readonly variables: Readonly<Record<string, string>>
}

function readAll(shown: ShownProfile, document: JsonObject, secrets: SecretChanges, origin: string | null): Read {
  const hasSecret = readSecretsAfter(shown, secrets)
  const variables = readVariables(document, shown.profile, origin)
  return { ...readDraft(document, shown.profile.id, variables, hasSecret), hasSecret, variables }
}

/** Puts the form together from what is stored and what the person has changed. */
export function useProfileForm(shown: ShownProfile): Form {
  const draft = useDraft(shown.profile.id)
  const origin = useApp((state) => state.status?.practiceOrigin ?? null)
  const { document, secrets, text } = useMemo(() => draft ?? buildDraft(shown), [draft, shown])
  const read = useMemo(() => readAll(shown, document, secrets, origin), [shown, document, secrets, origin])
  const profile = read.nearest ?? shown.profile
  const derived = useMemo(() => {
    const whole = buildWholeDocument(document, read.profile)
    const preset = readBasePreset(profile.preset)
    return {
      document: whole,
      preset,
      differences: buildDifferences(whole.dialect ?? null, preset),
      shownSettings: listShownSettings(whole),
      neededSecrets: listNeededSecrets(whole),
      preview: buildPreview(profile, read.variables, read.hasSecret),
    }
  }, [document, read, profile])
  return {
    ...derived,
    shown,
    profile,
    secrets,
    marks: read.marks,
    hasSecret: read.hasSecret,
    isChanged: draft !== undefined,
    isProfile: read.profile !== null,
    brokenText: text,
    edit: (pointer, value) => editPlace(shown, pointer, value),
    editSecret: (name, value) => editSecret(shown, name, value),
  }
}
