import type { ReactNode } from 'react'

/** A card with a head: title, notes beside it, actions at its end. */
export function Panel({
  title,
  note,
  actions,
  children,
}: {
  readonly title: string
  readonly note?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}): ReactNode {
  return (
    <section className="card panel" aria-label={title}>
      <div className="dh">
        <h2>{title}</h2>
        {note}
        <span className="grow" />
        {actions}
      </div>
      {children}
    </section>
  )
}
