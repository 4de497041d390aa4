import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { appOrigin } from './app-protocol.ts'
import { hardenedPreferences } from './hardened-preferences.ts'
import type { DesktopPreferences } from './preferences.ts'
import { buildWindowBounds, smallest } from './window-place.ts'

/** The colours of the title bar and of the empty canvas (ui/tokendesk.css), so that nothing flashes while it loads. */
const colours = {
  dark: { chrome: '#0c0d10', canvas: '#111317', symbols: '#b4bbc6' },
  light: { chrome: '#eef0f3', canvas: '#f7f8fa', symbols: '#434b57' },
} as const

const readColours = () => (nativeTheme.shouldUseDarkColors ? colours.dark : colours.light)

function buildOverlay() {
  const { chrome, symbols } = readColours()
  // The title bar is 40 px high; its lower line stays visible under the buttons.
  return { color: chrome, symbolColor: symbols, height: 39 }
}

function followTheme(window: BrowserWindow): void {
  const paint = (): void => {
    window.setBackgroundColor(readColours().canvas)
    // macOS paints its buttons itself and has no such method.
    if (process.platform !== 'darwin') window.setTitleBarOverlay(buildOverlay())
  }
  nativeTheme.on('updated', paint)
  window.on('closed', () => nativeTheme.off('updated', paint))
}

/**
 * Opens the application's window where it was, on its own page; it is shown once there is something to see. `opened` is
 * told before the page loads, so that its first call finds a known sender.
 */
export async function openWindow(
  preferences: DesktopPreferences,
  opened: (window: BrowserWindow) => void,
): Promise<void> {
  const place = preferences.readPlace()
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea)
  const window = new BrowserWindow({
    ...buildWindowBounds(place, areas),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: app.name,
    backgroundColor: readColours().canvas,
    titleBarStyle: 'hidden',
    titleBarOverlay: buildOverlay(),
    webPreferences: {
      ...hardenedPreferences,
      // Beside this file once it is built.
      preload: join(import.meta.dirname, 'preload.cjs'),
      devTools: !app.isPackaged,
    },
  })
  if (place?.maximized === true) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () =>
    preferences.writePlace({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }),
  )
  followTheme(window)
  opened(window)
  await window.loadURL(`${appOrigin}/`)
}

/** Brings a window to the front, from wherever it is. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
