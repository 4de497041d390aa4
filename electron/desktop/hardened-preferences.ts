import type { WebPreferences } from 'electron'

/** Every window's protections, written out so that a changed default changes nothing. Numbers: Electron's checklist. */
export const hardenedPreferences = {
  // 2: no Node in a page, its workers or its frames
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  // 3 and 4: the preload has a world of its own, the page a process without rights
  contextIsolation: true,
  sandbox: true,
  // 6, 8, 9: the web's own rules hold
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  // 11: no pages inside pages
  webviewTag: false,
  plugins: false,
  navigateOnDragDrop: false,
  // Its dictionaries come from another company's server, and fields hold secrets (requirement S-10).
  spellcheck: false,
} as const satisfies WebPreferences
