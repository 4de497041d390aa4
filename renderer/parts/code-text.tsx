import type { ReactNode } from 'react'

/** Text of the protocol: mono, never translated. */
export function CodeText({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <code className="mono" translate="no">
      {children}
    </code>
  )
}
