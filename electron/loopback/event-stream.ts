import type { ServerResponse } from 'node:http'
import type { AppEvent } from '../../shared/contract/events.ts'

/** Windows that may listen at once; each holds one connection. */
const mostListeners = 16

/** A window that reads slower than this much behind is let go; it comes back and asks for everything again. */
const mostUnread = 8 * 1_048_576

/** Shows both sides that the connection lives, and finds the ones that do not. */
const heartbeatMs = 15_000

/** Sends every event to every listening window as a server-sent event: one line `data: <json>`. */
export interface EventStream {
  /** Takes a response over; false when there are too many already. */
  add(response: ServerResponse): boolean
  send(event: AppEvent): void
  /** Ends every connection. */
  close(): void
}

export function createEventStream(headers: Readonly<Record<string, string>>): EventStream {
  const listeners = new Set<ServerResponse>()
  const write = (text: string): void => {
    for (const response of listeners) {
      if (response.writableLength > mostUnread) response.destroy()
      else response.write(text)
    }
  }
  const heartbeat = setInterval(() => write(': alive\n\n'), heartbeatMs).unref()
  return {
    add: (response) => {
      if (listeners.size >= mostListeners) return false
      listeners.add(response)
      response.once('close', () => listeners.delete(response))
      response.writeHead(200, { ...headers, 'content-type': 'text/event-stream; charset=utf-8' })
      // The first bytes make the listening known, so that nothing that happens afterwards is missed.
      response.write(': listening\n\n')
      return true
    },
    send: (event) => write(`data: ${JSON.stringify(event)}\n\n`),
    close: () => {
      clearInterval(heartbeat)
      for (const response of listeners) response.end()
      listeners.clear()
    },
  }
}
