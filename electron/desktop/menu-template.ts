import type { MenuItemConstructorOptions } from 'electron'
import type { DesktopWords } from './desktop-words.ts'

type Role = NonNullable<MenuItemConstructorOptions['role']>

const item = (role: Role, label: string): MenuItemConstructorOptions => ({ role, label })
const line: MenuItemConstructorOptions = { type: 'separator' }

/**
 * The application menu: roles only, so that the system's shortcuts work in every field. What belongs to developers is
 * left out of the packaged application (requirement E-24).
 */
export function buildMenuTemplate(
  words: DesktopWords,
  platform: NodeJS.Platform,
  isPackaged: boolean,
): readonly MenuItemConstructorOptions[] {
  const developer = isPackaged ? [] : [line, item('reload', words.reload), item('toggleDevTools', words.developerTools)]
  const first: MenuItemConstructorOptions =
    platform === 'darwin' ? { role: 'appMenu' } : { label: words.file, submenu: [item('quit', words.quit)] }
  return [
    first,
    {
      label: words.edit,
      submenu: [
        item('undo', words.undo),
        item('redo', words.redo),
        line,
        item('cut', words.cut),
        item('copy', words.copy),
        item('paste', words.paste),
        item('selectAll', words.selectAll),
      ],
    },
    {
      label: words.view,
      submenu: [
        item('resetZoom', words.resetZoom),
        item('zoomIn', words.zoomIn),
        item('zoomOut', words.zoomOut),
        line,
        item('togglefullscreen', words.fullScreen),
        ...developer,
      ],
    },
    { label: words.window, submenu: [item('minimize', words.minimize), item('close', words.close)] },
  ]
}
