import type { ReactNode } from 'react'

export function TokensTab({ profileId }: { readonly profileId: string }): ReactNode {
  return <section data-profile={profileId} />
}
