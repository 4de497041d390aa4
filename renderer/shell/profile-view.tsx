import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react'
import { type ProfileTab, profileTabs } from '../stores/app-store.ts'
import { useConnection } from '../use-connection.ts'
import { RunTab } from '../views/run/run-tab.tsx'
import { TokensTab } from '../views/tokens/tokens-tab.tsx'
import { ProfileHeader } from './header/profile-header.tsx'
import { ProfileTabs } from './profile-tabs.tsx'
import { runCancel } from './run-command.ts'
import { useEscape } from './use-escape.ts'
import { VaultBanner } from './vault-banner.tsx'

// The form brings the code editor along, which the first screen does not need.
const ConfigureTab = lazy(async () => {
  const { ConfigureTab: default_ } = await import('../views/configure/configure-tab.tsx')
  return { default: default_ }
})

const views = { run: RunTab, tokens: TokensTab, configure: ConfigureTab } as const

/** One profile with its three views. A view stays mounted once it was open, so that nothing in it is lost. */
export function ProfileView({ profileId, tab }: { readonly profileId: string; readonly tab: ProfileTab }): ReactNode {
  const [visited, setVisited] = useState<ReadonlySet<ProfileTab>>(new Set([tab]))
  const connection = useConnection()
  const cancel = useCallback(() => void runCancel(connection, profileId), [connection, profileId])
  useEscape(cancel)
  if (!visited.has(tab)) setVisited(new Set([...visited, tab]))
  return (
    <>
      <ProfileHeader profileId={profileId} />
      <ProfileTabs profileId={profileId} open={tab} />
      <VaultBanner />
      {profileTabs.map((one) => {
        const View = views[one]
        return (
          <div
            key={one}
            id={`panel-${one}`}
            className="tabpanel"
            role="tabpanel"
            aria-labelledby={`tab-${one}`}
            hidden={one !== tab}
          >
            {visited.has(one) && (
              <Suspense>
                <View profileId={profileId} />
              </Suspense>
            )}
          </div>
        )
      })}
    </>
  )
}
