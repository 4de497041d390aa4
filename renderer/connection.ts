import type { Door, Send } from '../shared/contract/answer.ts'
import type { CallInput, CallName, CallOutput } from '../shared/contract/calls.ts'
import type { AppEvent } from '../shared/contract/events.ts'
import { fail, type Outcome } from '../shared/lib/outcome.ts'
import { problem } from '../shared/lib/problem.ts'

export type ConnectionState = 'open' | 'lost'

/** The way to the host, whichever door it has. `send` never throws: a lost host is a problem like any other. */
export interface Connection {
  readonly send: Send
  /** Gives a function that stops listening. */
  readonly onEvent: (listener: (event: AppEvent) => void) => () => void
  /** Told `lost` when the host went away and `open` when it is back; whoever listens then reads everything again. */
  readonly onState: (listener: (state: ConnectionState) => void) => () => void
}

declare global {
  interface Window {
    /** Present in the desktop app: what its preload exposes. */
    readonly tokendesk?: Door
  }
}

const keyHeader = 'x-tokendesk-key'
const firstWaitMs = 500
const longestWaitMs = 8000

const isOutcome = (value: unknown): value is Outcome<unknown> =>
  typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean'

/** Types an untyped door: the host has checked what comes back, so its shape is only looked at, not read again. */
function typeSend(send: (name: string, input: unknown) => Promise<unknown>): Send {
  return async <N extends CallName>(name: N, input: CallInput<N>): Promise<Outcome<CallOutput<N>>> => {
    try {
      const answer = await send(name, input)
      if (isOutcome(answer)) return answer as Outcome<CallOutput<N>>
      return fail(problem('contract', 'internal', { call: name }))
    } catch {
      return fail(problem('contract', 'unsupported_here', { call: name, reason: 'no answer' }))
    }
  }
}

function createDesktopConnection(door: Door): Connection {
  return { send: typeSend((name, input) => door.send(name, input)), onEvent: door.onEvent, onState: () => () => {} }
}

/** The key of this run: the fragment of the address, which no request carries. */
function readRunKey(): string {
  const fragment = location.hash.slice(1)
  return new URLSearchParams(fragment).get('key') ?? decodeURIComponent(fragment)
}

/** The lines of an event stream (HTML, section 9.2) that carry data. `fetch` is used because it can send the key. */
async function readEvents(body: ReadableStream<Uint8Array>, onData: (data: string) => void): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const lines = (rest + value).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.startsWith('data:')) onData(line.slice(5).trim())
  }
}

function createBrowserConnection(): Connection {
  const key = readRunKey()
  const listeners = new Set<(event: AppEvent) => void>()
  const stateListeners = new Set<(state: ConnectionState) => void>()
  let state: ConnectionState = 'open'

  const send = typeSend(async (name, input) => {
    const answer = await fetch('/call', {
      method: 'POST',
      headers: { 'content-type': 'application/json', [keyHeader]: key },
      body: JSON.stringify({ name, input }),
    })
    return answer.json()
  })

  const tell = (next: ConnectionState): void => {
    if (next === state) return
    state = next
    for (const listener of stateListeners) listener(next)
  }

  const listenOnce = async (): Promise<void> => {
    const answer = await fetch('/events', { headers: { [keyHeader]: key } })
    if (!answer.ok || answer.body === null) return
    tell('open')
    await readEvents(answer.body, (data) => {
      const event: AppEvent = JSON.parse(data)
      for (const listener of listeners) listener(event)
    })
  }

  const listen = async (): Promise<void> => {
    for (let waitMs = firstWaitMs; ; waitMs = state === 'open' ? firstWaitMs : Math.min(waitMs * 2, longestWaitMs)) {
      await listenOnce().catch(() => {})
      tell('lost')
      await new Promise((resolve) => setTimeout(resolve, waitMs))
    }
  }
  void listen()

  return {
    send,
    onEvent: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onState: (listener) => {
      stateListeners.add(listener)
      return () => stateListeners.delete(listener)
    },
  }
}

/** Opens the way to the host: the desktop's door when there is one, else the server that this page came from. */
export function createConnection(): Connection {
  return window.tokendesk === undefined ? createBrowserConnection() : createDesktopConnection(window.tokendesk)
}
