import type { ReactNode } from 'react'
import { selectShown, useProfiles } from '../../stores/profile-store.ts'
import { ConfigureForm } from './configure-form.tsx'

/** The whole profile and its dialect as a form and as JSON, with a live preview of what they mean. */
export function ConfigureTab({ profileId }: { readonly profileId: string }): ReactNode {
  const shown = useProfiles(selectShown(profileId))
  if (shown === null) return <div className="cfg" />
  return <ConfigureForm key={profileId} shown={shown} />
}
