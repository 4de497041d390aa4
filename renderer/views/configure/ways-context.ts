import { createContext, use } from 'react'
import type { FormSection } from './draft/form-sections.ts'

/** The ways to a place of the form, from wherever it is mentioned. They leave the JSON, which has no controls. */
export interface Ways {
  readonly showPlace: (pointer: string) => void
  readonly showSection: (name: FormSection) => void
}

export const WaysContext = createContext<Ways | null>(null)

/** The ways of the form that a part stands in. */
export function useWays(): Ways {
  const ways = use(WaysContext)
  if (ways === null) throw new Error('This part is outside the form.')
  return ways
}
