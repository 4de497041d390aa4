import { IconId, IconKey, IconRefresh } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { TokenKind } from '../../../shared/flow/token-set.ts'

const icons = { access_token: IconKey, refresh_token: IconRefresh, id_token: IconId } as const

/** The class that gives a kind of token its colour. */
export const kindClass = { access_token: 'ka', refresh_token: 'kr', id_token: 'ki' } as const satisfies Record<
  TokenKind,
  string
>

/** The icon of a kind of token. */
export function KindIcon({ kind, size }: { readonly kind: TokenKind; readonly size: number }): ReactNode {
  const Icon = icons[kind]
  return <Icon size={size} stroke={1.75} aria-hidden="true" />
}
