/**
 * Runs in a page, once in its main world and once in an isolated one, before anything else. The two worlds share the
 * document's events and nothing else, and Chromium clones what an event carries: so functions and promises cross as
 * numbers, which is what Electron's context bridge does with proxies. Self-contained, because only its text is used.
 */
export function openBridgeEnd(own: string, other: string) {
  type Call = (...args: readonly unknown[]) => unknown
  type Message = { kind: string; n: number; value: unknown }
  const functions: Call[] = []
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let lastPromise = 0
  let reply: Message | undefined

  const tell = (kind: string, n: number, value: unknown): void => {
    dispatchEvent(new CustomEvent(other, { detail: { kind, n, value } }))
  }
  const each = (value: object, change: (one: unknown) => unknown): unknown =>
    Array.isArray(value)
      ? value.map(change)
      : Object.fromEntries(Object.entries(value).map(([name, one]) => [name, change(one)]))
  const isPlain = (value: unknown): value is object =>
    Array.isArray(value) || Object.getPrototypeOf(value ?? 0) === Object.prototype

  const pack = (value: unknown): unknown => {
    if (typeof value === 'function') return { bridgeFunction: functions.push(value as Call) - 1 }
    if (value instanceof Promise) {
      const n = ++lastPromise
      value.then(
        (one) => tell('settled', n, pack(one)),
        (error: Error) => tell('failed', n, error.message),
      )
      return { bridgePromise: n }
    }
    return isPlain(value) ? each(value, pack) : value
  }
  const unpack = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    if ('bridgeFunction' in value) return (...args: readonly unknown[]) => call(Number(value.bridgeFunction), args)
    if ('bridgePromise' in value)
      return new Promise((resolve, reject) => waiting.set(Number(value.bridgePromise), { resolve, reject }))
    return isPlain(value) ? each(value, unpack) : value
  }
  const call = (n: number, args: readonly unknown[]): unknown => {
    tell('call', n, pack(args))
    // Events are dispatched at once, so the other world has answered by now.
    if (reply?.kind === 'threw') throw new Error(String(reply.value))
    return unpack(reply?.value)
  }
  const answer = ({ n, value }: Message): void => {
    try {
      tell('returned', 0, pack(functions[n]?.(...(unpack(value) as unknown[]))))
    } catch (error) {
      tell('threw', 0, error instanceof Error ? error.message : String(error))
    }
  }

  addEventListener(own, (event) => {
    const message = (event as CustomEvent<Message>).detail
    if (message.kind === 'call') answer(message)
    else if (message.kind === 'settled') waiting.get(message.n)?.resolve(unpack(message.value))
    else if (message.kind === 'failed') waiting.get(message.n)?.reject(new Error(String(message.value)))
    else if (message.kind === 'expose')
      for (const [name, api] of Object.entries(message.value as object))
        Object.defineProperty(window, name, { value: Object.freeze(unpack(api)), enumerable: true })
    else reply = message
  })
  return { expose: (name: string, api: unknown): void => tell('expose', 0, { [name]: pack(api) }) }
}

/** The renderer's half of `electron`: what a sandboxed preload may require. `post` carries a call to the process. */
export function createRendererModule(bridge: ReturnType<typeof openBridgeEnd>, post: (text: string) => void) {
  type Listener = (event: object, ...args: readonly unknown[]) => void
  const listeners = new Map<string, Set<Listener>>()
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let last = 0
  const listenersOf = (channel: string): Set<Listener> => {
    const set = listeners.get(channel) ?? new Set()
    listeners.set(channel, set)
    return set
  }
  return {
    module: {
      contextBridge: { exposeInMainWorld: bridge.expose },
      ipcRenderer: {
        invoke: (channel: string, ...args: readonly unknown[]) =>
          new Promise((resolve, reject) => {
            waiting.set(++last, { resolve, reject })
            // Throws where Electron would: what cannot be cloned cannot be sent.
            post(JSON.stringify({ id: last, channel, args: structuredClone(args) }))
          }),
        on: (channel: string, listener: Listener) => void listenersOf(channel).add(listener),
        removeListener: (channel: string, listener: Listener) => void listenersOf(channel).delete(listener),
      },
    },
    settle: (id: number, value: unknown): void => waiting.get(id)?.resolve(value),
    fail: (id: number, message: string): void => waiting.get(id)?.reject(new Error(message)),
    receive: (channel: string, args: readonly unknown[]): void => {
      for (const listener of listenersOf(channel)) listener({}, ...args)
    },
  }
}

/** The names of the worlds' ends, of the binding and of the object that the screen reaches the isolated world by. */
export const isolatedWorld = 'Electron Isolated Context'
export const binding = 'standInPost'
export const ends = { main: 'stand-in-main', isolated: 'stand-in-isolated' } as const

/** The script of the main world: it only waits for what the preload exposes. */
export const mainScript = `(${openBridgeEnd})(${JSON.stringify(ends.main)}, ${JSON.stringify(ends.isolated)})`

/**
 * The script of the isolated world. Every frame gets the renderer's module, because a taken-over frame would reach
 * it; the preload itself runs in the top frame only, as it does without nodeIntegrationInSubFrames.
 */
export function buildIsolatedScript(preload: string | null): string {
  return `{
    const bridge = (${openBridgeEnd})(${JSON.stringify(ends.isolated)}, ${JSON.stringify(ends.main)})
    globalThis.standIn = (${createRendererModule})(bridge, (text) => globalThis.${binding}(text))
    const require = (name) => {
      if (name === 'electron') return globalThis.standIn.module
      throw new Error('module not found: ' + name)
    }
    if (window === window.top) ((require, module, exports) => {${preload ?? ''}\n})(require, { exports: {} }, {})
  }`
}
