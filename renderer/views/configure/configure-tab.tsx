import type { ReactNode } from 'react'

export function ConfigureTab({ profileId }: { readonly profileId: string }): ReactNode {
  return <section data-profile={profileId} />
}
