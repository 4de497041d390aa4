import type { ReactNode } from 'react'

/** Every state of the product; each has its own shape, so that colour only repeats it. */
export type GlyphKind =
  | 'valid'
  | 'expiring'
  | 'expired'
  | 'unknown'
  | 'conflict'
  | 'failed'
  | 'attention'
  | 'running'
  | 'none'
  | 'locked'
  | 'info'
  | 'pending'
  | 'vok'
  | 'vbad'
  | 'vnone'
  | 'opaque'

const cut = 'var(--glyph-cut, var(--bg-chrome))'
const shield = 'M7 .9l5.2 1.8v3.9c0 3.1-2.1 5.4-5.2 6.5C3.9 12 1.8 9.7 1.8 6.6V2.7z'
const hollow = { fill: 'none', stroke: 'currentColor' } as const
const round = { fill: 'none', strokeLinecap: 'round', strokeLinejoin: 'round' } as const

const ring = (width: number, dash?: string): ReactNode => (
  <circle cx="7" cy="7" r="5.25" {...hollow} strokeWidth={width} strokeDasharray={dash} />
)

const shapes: Readonly<Record<GlyphKind, ReactNode>> = {
  valid: (
    <>
      <circle cx="7" cy="7" r="6" fill="currentColor" />
      <path d="M4.4 7.2l1.8 1.8 3.4-3.7" stroke={cut} strokeWidth="1.5" {...round} />
    </>
  ),
  expiring: (
    <>
      {ring(1.5)}
      <path d="M7 7V3.1A3.9 3.9 0 0 1 10.9 7z" fill="currentColor" />
    </>
  ),
  expired: (
    <>
      {ring(1.5)}
      <path d="M3.5 10.5l7-7" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
  unknown: (
    <>
      {ring(1.5, '2.1 2')}
      <circle cx="7" cy="7" r="1.3" fill="currentColor" />
    </>
  ),
  conflict: (
    <>
      <path
        d="M7 .9L13.1 7 7 13.1.9 7z"
        fill="currentColor"
        stroke="currentColor"
        strokeWidth=".8"
        strokeLinejoin="round"
      />
      <path d="M4.6 5.9h4.8M4.6 8.3h4.8M8.3 4.3L5.7 9.9" stroke={cut} strokeWidth="1.15" strokeLinecap="round" />
    </>
  ),
  failed: (
    <>
      <path d="M4.6 1.2h4.8l3.4 3.4v4.8l-3.4 3.4H4.6L1.2 9.4V4.6z" fill="currentColor" />
      <path d="M5.1 5.1l3.8 3.8M8.9 5.1L5.1 8.9" stroke={cut} strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
  attention: (
    <>
      <path d="M7 1.6l6 10.6H1z" {...hollow} strokeWidth="1.4" strokeLinejoin="round" />
      <path d="M7 5.6v2.9" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" />
      <circle cx="7" cy="10.3" r=".85" fill="currentColor" />
    </>
  ),
  running: (
    <>
      <circle cx="7" cy="7" r="5.25" {...hollow} strokeOpacity=".3" strokeWidth="1.75" />
      <path d="M7 1.75A5.25 5.25 0 0 1 12.25 7" {...hollow} strokeWidth="1.75" strokeLinecap="round" />
    </>
  ),
  none: ring(1.25),
  locked: (
    <>
      <rect x="2.6" y="6.2" width="8.8" height="6.2" rx="1.4" {...hollow} strokeWidth="1.4" />
      <path d="M4.6 6.2V4.4a2.4 2.4 0 0 1 4.8 0v1.8" {...hollow} strokeWidth="1.4" />
    </>
  ),
  info: (
    <>
      <circle cx="7" cy="7" r="5.5" {...hollow} strokeWidth="1.4" />
      <path d="M7 6.5v3.2" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
      <circle cx="7" cy="4.3" r=".9" fill="currentColor" />
    </>
  ),
  pending: <circle cx="7" cy="7" r="2.2" fill="currentColor" />,
  vok: (
    <>
      <path d={shield} fill="currentColor" />
      <path d="M4.5 6.9l1.8 1.8 3.2-3.5" stroke={cut} strokeWidth="1.5" {...round} />
    </>
  ),
  vbad: (
    <>
      <path d={shield} fill="currentColor" />
      <path d="M5.2 4.9l3.6 3.6M8.8 4.9L5.2 8.5" stroke={cut} strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
  vnone: (
    <path
      d="M7 1.5l4.7 1.6v3.5c0 2.8-1.9 4.9-4.7 5.9-2.8-1-4.7-3.1-4.7-5.9V3.1z"
      {...hollow}
      strokeWidth="1.3"
      strokeDasharray="2.3 1.7"
    />
  ),
  opaque: (
    <>
      <rect x="1" y="4" width="12" height="6" rx="3" {...hollow} strokeWidth="1.3" />
      <path d="M4.2 7h.01M7 7h.01M9.8 7h.01" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
}

/** The shape of a state. It is silent: the word of the state stands beside it or in the name of what it belongs to. */
export function Glyph({ kind, size = 14 }: { readonly kind: GlyphKind; readonly size?: number }): ReactNode {
  return (
    <svg className={`glyph g-${kind}`} width={size} height={size} viewBox="0 0 14 14" aria-hidden="true">
      {shapes[kind]}
    </svg>
  )
}
