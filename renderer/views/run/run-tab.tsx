import type { ReactNode } from 'react'

export function RunTab({ profileId }: { readonly profileId: string }): ReactNode {
  return <section data-profile={profileId} />
}
