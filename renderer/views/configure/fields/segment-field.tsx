import type { ReactNode } from 'react'
import { type Segment, Segments } from './segments.tsx'
import { useField } from './use-field.ts'

/** One of a few values at a place of the document. */
export function SegmentField<T extends string>({
  place,
  label,
  segments,
}: {
  readonly place: string
  readonly label: string
  readonly segments: readonly Segment<T>[]
}): ReactNode {
  const field = useField(place)
  return <Segments label={label} value={field.text as T} segments={segments} onPick={field.edit} place={place} />
}
