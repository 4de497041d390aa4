import type { EventEmitter } from 'node:events'

/** An event that a listener may prevent, as Electron passes it first to every listener. */
export interface PreventableEvent {
  readonly defaultPrevented: boolean
  preventDefault(): void
}

/** Emits an event to its listeners and tells whether one of them prevented what would follow. */
export function emitPreventable<D extends object>(
  emitter: EventEmitter,
  name: string,
  details: D,
  ...more: readonly unknown[]
): boolean {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true
    },
  }
  emitter.emit(name, event, ...more)
  return event.defaultPrevented
}
