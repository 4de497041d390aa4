import type { ReactNode } from 'react'

export type ChipTone = 'plain' | 'line' | 'ok' | 'warn' | 'err' | 'info' | 'conf' | 'acc' | 'path'

/** A short fact with a border; `icon` is a glyph or an icon of 13 px. `secondary` hides it in small windows. */
export function Chip({
  tone = 'plain',
  icon,
  secondary = false,
  children,
}: {
  readonly tone?: ChipTone
  readonly icon?: ReactNode
  readonly secondary?: boolean
  readonly children: ReactNode
}): ReactNode {
  const classes = ['chip', tone === 'plain' ? '' : tone, secondary ? 'opt2' : ''].filter((one) => one !== '')
  return (
    <span className={classes.join(' ')}>
      {icon}
      {children}
    </span>
  )
}
