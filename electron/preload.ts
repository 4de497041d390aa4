import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
import type { Door } from '../shared/contract/answer.ts'
import type { CallChannel, EventChannel } from '../shared/contract/channels.ts'
import type { AppEvent } from '../shared/contract/events.ts'

const callChannel: CallChannel = 'tokendesk.call'
const eventChannel: EventChannel = 'tokendesk.event'

/**
 * All that the window gets from Electron (requirements E-03 and E-20): no call's name is known here, and neither
 * `ipcRenderer` nor an event object crosses the bridge.
 */
const door: Door = {
  send: (name, input) => ipcRenderer.invoke(callChannel, name, input),
  onEvent: (listener) => {
    const forward = (_event: IpcRendererEvent, event: AppEvent): void => listener(event)
    ipcRenderer.on(eventChannel, forward)
    return () => {
      ipcRenderer.removeListener(eventChannel, forward)
    }
  },
}

contextBridge.exposeInMainWorld('tokendesk', door)
