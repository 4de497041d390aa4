import type { ReactNode } from 'react'

/** The keys of a shortcut, in the order they are pressed. Not spoken: the control has `aria-keyshortcuts`. */
export function Keys({ keys }: { readonly keys: readonly string[] }): ReactNode {
  return (
    <span className="keys" aria-hidden="true">
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  )
}
