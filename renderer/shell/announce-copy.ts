import i18next from 'i18next'
import { addNotice } from '../stores/app-store.ts'

/** Says that something is on the clipboard now. */
export function announceCopy(): void {
  addNotice({ kind: 'text', tone: 'ok', text: i18next.t('shell.copiedHeader') })
}
