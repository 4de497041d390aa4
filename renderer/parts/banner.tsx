import type { ReactNode } from 'react'

export type BannerTone = 'err' | 'warn' | 'conf' | 'info'

const classOf: Readonly<Record<BannerTone, string>> = { err: 'err', warn: 'warnb2', conf: 'conf', info: 'info' }

/** A sentence that concerns the whole view, with its action at the end. */
export function Banner({
  tone,
  icon,
  action,
  children,
}: {
  readonly tone: BannerTone
  readonly icon: ReactNode
  readonly action?: ReactNode
  readonly children: ReactNode
}): ReactNode {
  return (
    <div className={`banner ${classOf[tone]}`}>
      {icon}
      <div className="grow">{children}</div>
      {action}
    </div>
  )
}
