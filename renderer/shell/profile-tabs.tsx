import { IconAdjustmentsHorizontal, IconRoute, IconTicket } from '@tabler/icons-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type ProfileTab, profileTabs, showTab } from '../stores/app-store.ts'
import { selectRow, useProfiles } from '../stores/profile-store.ts'
import { selectTokenSets, useTokens } from '../stores/token-store.ts'

const icons = { run: IconRoute, tokens: IconTicket, configure: IconAdjustmentsHorizontal } as const

function TabBadge({ profileId, tab }: { readonly profileId: string; readonly tab: ProfileTab }): ReactNode {
  const tokens = useTokens((state) => selectTokenSets(profileId)(state)?.[0]?.tokens.length ?? 0)
  const missing = useProfiles((state) => selectRow(profileId)(state)?.missing ?? 0)
  if (tab === 'tokens' && tokens > 0) return <span className="tb">{tokens}</span>
  if (tab === 'configure' && missing > 0) return <span className="tb warn">{missing}</span>
  return null
}

/** The three views of a profile (WAI-ARIA tabs pattern: the arrows change the view). */
export function ProfileTabs({ profileId, open }: { readonly profileId: string; readonly open: ProfileTab }): ReactNode {
  const { t } = useTranslation()
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = profileTabs[(profileTabs.indexOf(open) + step + profileTabs.length) % profileTabs.length]
    if (step === 0 || next === undefined) return
    event.preventDefault()
    showTab(next)
    document.getElementById(`tab-${next}`)?.focus()
  }
  return (
    <div className="tabs" role="tablist" aria-label={t('shell.views')} onKeyDown={onKeyDown}>
      {profileTabs.map((tab) => {
        const Icon = icons[tab]
        return (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`tab-${tab}`}
            className={tab === open ? 'tab on' : 'tab'}
            aria-selected={tab === open}
            aria-controls={`panel-${tab}`}
            tabIndex={tab === open ? 0 : -1}
            onClick={() => showTab(tab)}
          >
            <Icon size={15} stroke={1.75} aria-hidden="true" />
            {t(`shell.tabs.${tab}`)}
            <TabBadge profileId={profileId} tab={tab} />
          </button>
        )
      })}
    </div>
  )
}
