import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import type { CallChannel, EventChannel } from '../../shared/contract/channels.ts'
import { fail, type Outcome } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import type { Host } from '../host/host.ts'
import { readCallInput } from '../host/read-call-input.ts'
import { appOrigin } from './app-protocol.ts'

const callChannel: CallChannel = 'tokendesk.call'
const eventChannel: EventChannel = 'tokendesk.event'

/** The main frame of our own window, on our own page (requirement E-17); anything else may not call. */
function isOurPage(event: IpcMainInvokeEvent, window: BrowserWindow | null): boolean {
  const frame = event.senderFrame
  if (frame === null || window === null || window.isDestroyed() || event.sender !== window.webContents) return false
  const isMainFrame = frame.parent === null && frame.frameTreeNodeId === window.webContents.mainFrame.frameTreeNodeId
  return isMainFrame && frame.origin === appOrigin
}

async function answerCall(host: Pick<Host, 'dispatch'>, message: readonly unknown[]): Promise<Outcome<unknown>> {
  const [name, value] = message
  if (typeof name !== 'string' || name.length > 128 || message.length > 2)
    return fail(problem('contract', 'input_invalid', { reason: 'not_a_call' }))
  const input = readCallInput(value)
  return input.ok ? host.dispatch(name, input.value) : input
}

/**
 * Opens the one way from the window to the host: one channel for calls, one for events. A refused call is an answer
 * too: an exception would cross as a bare message, `undefined` would look like success. Gives a function that closes
 * it.
 */
export function openIpcDoor(
  host: Pick<Host, 'dispatch' | 'onEvent'>,
  ourWindow: () => BrowserWindow | null,
): () => void {
  ipcMain.handle(callChannel, async (event, ...message: unknown[]): Promise<Outcome<unknown>> => {
    // Looked at before anything is awaited: afterwards the frame may be gone, and its place taken.
    if (!isOurPage(event, ourWindow())) return fail(problem('contract', 'sender_refused'))
    try {
      return await answerCall(host, message)
    } catch {
      return fail(problem('contract', 'internal'))
    }
  })
  const stopListening = host.onEvent((event) => {
    const window = ourWindow()
    if (window === null || window.isDestroyed() || window.webContents.mainFrame.origin !== appOrigin) return
    window.webContents.send(eventChannel, event)
  })
  return () => {
    stopListening()
    ipcMain.removeHandler(callChannel)
  }
}
