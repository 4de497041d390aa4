import { app, Menu } from 'electron'
import type { DesktopWords } from './desktop-words.ts'
import { buildMenuTemplate } from './menu-template.ts'

/** Puts the application menu up, in the language of `words`. */
export function openMenu(words: DesktopWords): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate([...buildMenuTemplate(words, process.platform, app.isPackaged)]))
}
