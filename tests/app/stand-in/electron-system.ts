import { EventEmitter } from 'node:events'
import type { Clipboard, Dialog, Display, Menu as MenuClass, NativeTheme, SafeStorage, Screen, Shell } from 'electron'
import { needReady, screenCalls } from './electron-state.ts'

function createClipboard(): Pick<Clipboard, 'readText' | 'writeText' | 'clear'> {
  let text = ''
  return {
    readText: async () => text,
    writeText: async (written) => {
      text = written
    },
    clear: () => {
      text = ''
    },
  }
}

export const clipboard = { ...createClipboard(), selection: createClipboard() }

export const shell = {
  openExternal: (url) => screenCalls.openOutside(url),
} satisfies Pick<Shell, 'openExternal'>

export const dialog = {
  showErrorBox: (title, content) => void process.stderr.write(`${title}: ${content}\n`),
} satisfies Pick<Dialog, 'showErrorBox'>

class StandInTheme extends EventEmitter {
  #source: NativeTheme['themeSource'] = 'system'
  get themeSource() {
    return this.#source
  }
  set themeSource(source) {
    this.#source = source
    void screenCalls.paint(source === 'system' ? null : source)
    this.emit('updated')
  }
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark'
  }
}
export const nativeTheme = new StandInTheme() satisfies Pick<NativeTheme, 'themeSource' | 'shouldUseDarkColors'>

export const screen = {
  getAllDisplays: () => {
    needReady('screen')
    return [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } } as Display]
  },
} satisfies Pick<Screen, 'getAllDisplays'>

let menu: unknown = null
export const Menu = {
  buildFromTemplate: (template: Parameters<typeof MenuClass.buildFromTemplate>[0]) => ({ items: template }),
  setApplicationMenu: (set: unknown) => {
    menu = set
  },
  getApplicationMenu: () => menu,
}

/** Which store the machine of a test has; a bare container has none, and Electron then says `basic_text`. */
const backend = (process.env.STAND_IN_STORAGE ?? 'basic_text') as ReturnType<SafeStorage['getSelectedStorageBackend']>
const turn = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a))

/** Not a protection: it only turns the bytes, so that a test sees whether the key came back. */
export const safeStorage = {
  getSelectedStorageBackend: () => {
    needReady('safeStorage')
    return backend
  },
  isAsyncEncryptionAvailable: async () => true,
  encryptStringAsync: async (text) => turn(Buffer.from(text)),
  decryptStringAsync: async (bytes) => ({ result: turn(bytes).toString(), shouldReEncrypt: false }),
} satisfies Pick<
  SafeStorage,
  'getSelectedStorageBackend' | 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'
>
