import { createContext, use } from 'react'
import type { Sample } from './sample.ts'

/** The answers that the draft is tried on: from the last runs, pasted, or made from the rules. */
export interface Samples {
  /** `null` while there was no run and nothing was pasted. */
  readonly success: Sample | null
  readonly refusal: Sample
  /** Uses a pasted answer from now on; `null` goes back to the last run's. */
  readonly paste: (sample: Sample | null) => void
}

export const SampleContext = createContext<Samples | null>(null)

/** The samples of the form that a part stands in. */
export function useSamples(): Samples {
  const samples = use(SampleContext)
  if (samples === null) throw new Error('This part is outside the form.')
  return samples
}
