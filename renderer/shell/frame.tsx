import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp, type View } from '../stores/app-store.ts'
import { FirstRun } from '../views/first-run/first-run.tsx'
import { Announcer } from './announcer.tsx'
import { Notices } from './notices.tsx'
import { closePalette, usePaletteDoor } from './palette-door.ts'
import { ProfileView } from './profile-view.tsx'
import { Sidebar } from './sidebar/sidebar.tsx'
import { StatusBar } from './status-bar.tsx'
import { TitleBar } from './title-bar.tsx'
import { useShortcuts } from './use-shortcuts.ts'
import { VaultBanner } from './vault-banner.tsx'

const NewProfile = lazy(async () => ({ default: (await import('../views/new-profile/new-profile.tsx')).NewProfile }))
const HistoryView = lazy(async () => ({ default: (await import('../views/history/history-view.tsx')).HistoryView }))
const Dialogs = lazy(async () => ({ default: (await import('./dialogs/dialogs.tsx')).Dialogs }))
const Palette = lazy(async () => ({ default: (await import('./palette/palette.tsx')).Palette }))

function OpenView({ view }: { readonly view: View }): ReactNode {
  switch (view.kind) {
    case 'profile':
      return <ProfileView key={view.id} profileId={view.id} tab={view.tab} />
    case 'history':
      return <HistoryView />
    case 'new-profile':
      return <NewProfile />
    case 'first-run':
      return <FirstRun />
    case 'opening':
      return null
  }
}

/** The window: title bar, sidebar, the open view, status bar. */
export function Frame(): ReactNode {
  const { t } = useTranslation()
  const view = useApp((state) => state.view)
  const isDesktop = useApp((state) => state.status?.door === 'desktop')
  const hasDialog = useApp((state) => state.dialog !== null)
  const isPaletteOpen = usePaletteDoor()
  useShortcuts()
  return (
    <div className={isDesktop ? 'app desktop' : 'app'}>
      <TitleBar />
      <Sidebar />
      <main className="main" aria-label={t('shell.main')}>
        {view.kind !== 'profile' && <VaultBanner canUnlock />}
        <Suspense>
          <OpenView view={view} />
        </Suspense>
      </main>
      <StatusBar />
      <Notices />
      <Announcer />
      {hasDialog && (
        <Suspense>
          <Dialogs />
        </Suspense>
      )}
      {isPaletteOpen && (
        <Suspense>
          <Palette onClose={closePalette} />
        </Suspense>
      )}
    </div>
  )
}
