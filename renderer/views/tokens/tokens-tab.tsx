import type { ReactNode } from 'react'
import { selectTokenSets, useTokens } from '../../stores/token-store.ts'
import { EmptyTokens } from './empty-tokens.tsx'
import { LoadingTokens } from './loading-tokens.tsx'
import { TokenSets } from './token-sets.tsx'
import './tokens-tab.css'

/** The tokens of a profile: how long they live, what they say, and the ways to copy them. */
export function TokensTab({ profileId }: { readonly profileId: string }): ReactNode {
  const sets = useTokens(selectTokenSets(profileId))
  if (sets === null) return <LoadingTokens />
  if (sets.length === 0) return <EmptyTokens profileId={profileId} />
  return <TokenSets key={profileId} profileId={profileId} sets={sets} />
}
