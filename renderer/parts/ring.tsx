import type { ReactNode } from 'react'

const radius = 29.5
const length = 2 * Math.PI * radius

/** What the ring says: how much is left, that it ended, or that nobody knows. */
export type RingState = 'valid' | 'expiring' | 'expired' | 'unknown'

/** The share of a token's life that is left, 0 to 1, around its icon. Silent: the countdown beside it says it. */
export function Ring({
  state,
  left,
  children,
}: {
  readonly state: RingState
  readonly left: number
  readonly children: ReactNode
}): ReactNode {
  const arc = Math.max(0, Math.min(1, left)) * length
  const hasArc = state !== 'unknown' && state !== 'expired'
  return (
    <span className={`ring r-${state}`}>
      <svg width="64" height="64" viewBox="0 0 64 64" aria-hidden="true">
        <circle
          className="track"
          cx="32"
          cy="32"
          r={radius}
          fill="none"
          strokeWidth="5"
          strokeDasharray={state === 'unknown' ? '4 5.27' : undefined}
        />
        {hasArc && (
          <circle
            className="arc"
            cx="32"
            cy="32"
            r={radius}
            fill="none"
            strokeWidth="5"
            strokeLinecap="round"
            strokeDasharray={`${arc} ${length}`}
            transform="rotate(-90 32 32)"
          />
        )}
      </svg>
      <span className="ring-l">{children}</span>
    </span>
  )
}
