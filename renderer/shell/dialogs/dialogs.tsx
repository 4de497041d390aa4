import type { ReactNode } from 'react'
import { useApp } from '../../stores/app-store.ts'
import { ImportDialog } from './import-dialog.tsx'
import { PasteDialog } from './paste-dialog.tsx'
import { ProtectDialog } from './protect-dialog.tsx'
import { UnlockDialog } from './unlock-dialog.tsx'

const dialogs = { unlock: UnlockDialog, protect: ProtectDialog, paste: PasteDialog, import: ImportDialog } as const

/** The one dialog that is open, if any. */
export function Dialogs(): ReactNode {
  const open = useApp((state) => state.dialog)
  if (open === null) return null
  const Dialog = dialogs[open]
  return <Dialog />
}
