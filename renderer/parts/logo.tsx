import type { ReactNode } from 'react'

/** The mark of the product: a token's ring with a keyhole. */
export function Logo(): ReactNode {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" fill="none" aria-hidden="true">
      <path d="M10 1.6a8.4 8.4 0 1 1-7.27 4.2" stroke="var(--accent-ring)" strokeWidth="2.2" strokeLinecap="round" />
      <path d="M10 1.6A8.4 8.4 0 0 0 5.1 3.18" stroke="var(--text-3)" strokeWidth="2.2" strokeLinecap="round" />
      <circle cx="10" cy="8.6" r="2.5" fill="var(--text-1)" />
      <path d="M10 9.4v4.1" stroke="var(--text-1)" strokeWidth="2.2" strokeLinecap="round" />
    </svg>
  )
}
