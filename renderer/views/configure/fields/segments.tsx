import { type ReactNode, useId } from 'react'

/** One of a few choices, all of them visible. */
export interface Segment<T extends string> {
  readonly value: T
  readonly label: ReactNode
  readonly isDisabled?: boolean
}

/** A radio group that looks like a row of segments: one stop for Tab, the arrows choose. */
export function Segments<T extends string>({
  label,
  value,
  segments,
  onPick,
  place,
}: {
  readonly label: string
  readonly value: T
  readonly segments: readonly Segment<T>[]
  readonly onPick: (value: T) => void
  /** The place of the document that it edits, so that a mark can lead here. */
  readonly place?: string
}): ReactNode {
  const group = useId()
  return (
    <fieldset className="seg" aria-label={label} data-place={place}>
      {segments.map((segment) => (
        <label key={segment.value} className={segment.value === value ? 'on' : undefined}>
          <input
            type="radio"
            name={group}
            value={segment.value}
            checked={segment.value === value}
            disabled={segment.isDisabled}
            onChange={() => onPick(segment.value)}
          />
          {segment.label}
        </label>
      ))}
    </fieldset>
  )
}
