import { useMemo } from 'react'
import { useForm } from '../form-context.ts'
import { isErrorMeaning, type Meaning, meanings, readFoundPlace, readPlacesOf } from './meanings.ts'
import { readSampleValue, type Sample } from './sample.ts'
import { useSamples } from './sample-context.ts'
import { buildSampleRows, type SampleRow } from './sample-rows.ts'
import type { Wire } from './wires.tsx'

export type SampleChoice = 'success' | 'refusal'

/** A sample with everything that is drawn from it. */
export interface Mapping {
  readonly origin: Sample['origin'] | null
  /** The meanings that are looked for in it. */
  readonly shown: readonly Meaning[]
  /** Where each of them is found in it, or `null`. */
  readonly found: Readonly<Partial<Record<Meaning, string | null>>>
  readonly rows: readonly SampleRow[]
  /** There is a sample, and the rules cannot read it. */
  readonly isUnread: boolean
}

/** Lays the draft's places over a sample. */
export function useMapping(choice: SampleChoice): Mapping {
  const { profile, document } = useForm()
  const sample = useSamples()[choice]
  const { response } = profile.dialect
  return useMemo(() => {
    const shown = meanings.filter((meaning) => isErrorMeaning(meaning) === (choice === 'refusal'))
    const value = sample === null ? null : readSampleValue(sample, response)
    const found = Object.fromEntries(
      shown.map((meaning) => [meaning, readFoundPlace(value, readPlacesOf(document, meaning))]),
    )
    const { access_token, refresh_token, id_token } = response.fields
    const rows = value === null ? [] : buildSampleRows(value, [...access_token, ...refresh_token, ...id_token])
    return { origin: sample?.origin ?? null, shown, found, rows, isUnread: sample !== null && value === null }
  }, [choice, sample, response, document])
}

/** One line for every meaning that is found. */
export function buildWires({ shown, found }: Mapping, picking: Meaning | null): readonly Wire[] {
  return shown.flatMap((meaning) => {
    const from = found[meaning] ?? null
    if (from === null) return []
    return [{ from, to: meaning, isComputed: meaning === 'lifetime', isSelected: meaning === picking }]
  })
}
