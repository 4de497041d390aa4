import type { ReactNode } from 'react'
import { useApp } from '../stores/app-store.ts'
import { RunTab } from '../views/run/run-tab.tsx'

/** The window: title bar, sidebar, the view, status bar. */
export function Frame(): ReactNode {
  const view = useApp((state) => state.view)
  return <div className="app">{view.kind === 'profile' && <RunTab profileId={view.id} />}</div>
}
