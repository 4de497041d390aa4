import type { ReactNode } from 'react'

/** A choice of a few ways to look at the same thing. */
export function Segments<T extends string>({
  label,
  value,
  segments,
  onPick,
}: {
  readonly label: string
  readonly value: T
  readonly segments: readonly { readonly value: T; readonly label: string }[]
  readonly onPick: (value: T) => void
}): ReactNode {
  return (
    <fieldset className="seg" aria-label={label}>
      {segments.map((segment) => (
        <button
          key={segment.value}
          type="button"
          className={segment.value === value ? 'on' : undefined}
          aria-pressed={segment.value === value}
          onClick={() => onPick(segment.value)}
        >
          {segment.label}
        </button>
      ))}
    </fieldset>
  )
}
