import type { ReactNode } from 'react'
import { buildMonogram } from '../../parts/monogram.ts'
import { useApp } from '../../stores/app-store.ts'
import { selectRow, selectShown, useProfiles } from '../../stores/profile-store.ts'
import { ProfileActions } from './profile-actions.tsx'
import { ProfileChips } from './profile-chips.tsx'
import { readTokenAddress } from './read-token-address.ts'

/** The open profile: who it is, where its tokens come from, what can be done with it. */
export function ProfileHeader({ profileId }: { readonly profileId: string }): ReactNode {
  const row = useProfiles(selectRow(profileId))
  const shown = useProfiles(selectShown(profileId))
  const origin = useApp((state) => state.status?.practiceOrigin ?? null)
  const name = shown?.profile.name ?? row?.name ?? ''
  return (
    <div className="phead">
      <span className="ptile" aria-hidden="true">
        {buildMonogram(name)}
      </span>
      <div className="pid">
        <div className="pname">
          <h1>{name}</h1>
          {shown !== null && <ProfileChips profile={shown.profile} />}
        </div>
        <div className="purl">{shown === null ? ' ' : readTokenAddress(shown.profile, origin)}</div>
      </div>
      <ProfileActions profileId={profileId} />
    </div>
  )
}
