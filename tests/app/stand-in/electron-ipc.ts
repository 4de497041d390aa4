import { EventEmitter } from 'node:events'
import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import { processCalls } from './electron-state.ts'
import { BrowserWindow } from './electron-window.ts'
import type { SenderFrame } from './screen-calls.ts'

type Handler = Parameters<IpcMain['handle']>[1]

const handlers = new Map<string, Handler>()

/** electron-store also listens here, for renderers that never send to it. */
export const ipcMain = Object.assign(new EventEmitter(), {
  handle: (channel, handler) => {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, handler)
  },
  removeHandler: (channel) => void handlers.delete(channel),
} satisfies Pick<IpcMain, 'handle' | 'removeHandler'>)

/** The event of a message: who sent it, in the words that the door looks at. */
function buildEvent(window: BrowserWindow, frame: SenderFrame): IpcMainInvokeEvent {
  const { mainFrame } = window.webContents
  const child = { parent: mainFrame, frameTreeNodeId: mainFrame.frameTreeNodeId + 1 }
  const { origin, url } = frame
  const senderFrame = { ...(frame.isMain ? mainFrame : child), origin, url }
  return {
    sender: window.webContents,
    senderFrame,
    type: 'frame',
    frameId: 1,
    processId: 1,
  } as unknown as IpcMainInvokeEvent
}

processCalls.invoke = async (id, frame, channel, args) => {
  const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.id === id)
  const handler = handlers.get(channel)
  // The words of Electron, which a renderer sees.
  if (window === undefined || handler === undefined)
    throw new Error(`Error invoking remote method '${channel}': Error: No handler registered for '${channel}'`)
  return structuredClone(await handler(buildEvent(window, frame), ...args))
}
