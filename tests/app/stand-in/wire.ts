/** Calls by name, with answers that may come later. */
export type Calls = Readonly<Record<string, (...args: never[]) => unknown>>

/** The other side's calls, as this side makes them. */
export type Asked<C> = {
  readonly [N in keyof C]: C[N] extends (...args: infer A) => infer R ? (...args: A) => Promise<Awaited<R>> : never
}

/** A process at either end of Node's own channel, which carries structured clones. */
export interface Port {
  readonly connected?: boolean
  send?(message: unknown, sent: (error: Error | null) => void): unknown
  on(event: 'message', listener: (message: unknown) => void): unknown
}

type Message =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly args: readonly never[] }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly message: string }

const readMessage = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Joins the two halves of the stand-in: `own` answers the other side, the result asks it. */
export function openWire<Other extends Calls>(port: Port, own: Calls): Asked<Other> {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let last = 0
  // Either side may end first; what is said to it afterwards is lost, as it is between Electron's processes.
  const tell = (message: Message): void => {
    if (port.connected === true) port.send?.(message, () => {})
  }
  const answer = async (id: number, name: string, args: readonly never[]): Promise<Message> => {
    try {
      return { kind: 'answer', id, value: await own[name]?.(...args) }
    } catch (error) {
      return { kind: 'error', id, message: readMessage(error) }
    }
  }
  port.on('message', (received) => {
    const message = received as Message
    if (message.kind === 'call') {
      void answer(message.id, message.name, message.args).then(tell)
      return
    }
    const one = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.kind === 'answer') one?.resolve(message.value)
    else one?.reject(new Error(message.message))
  })
  const ask =
    (name: string) =>
    (...args: readonly unknown[]): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const id = ++last
        waiting.set(id, { resolve, reject })
        tell({ kind: 'call', id, name, args: args as readonly never[] })
      })
  return new Proxy({}, { get: (_target, name) => ask(String(name)) }) as Asked<Other>
}
