import type { Outcome } from '../lib/outcome.ts'
import type { CallInput, CallName, CallOutput } from './calls.ts'
import type { AppEvent } from './events.ts'

/** The one function that both doors put in front of a window: a name and an input in, an outcome out. Never throws. */
export type Send = <N extends CallName>(name: N, input: CallInput<N>) => Promise<Outcome<CallOutput<N>>>

/** What the preload exposes on `window.tokendesk`, and what the browser mode builds on HTTP. */
export interface Door {
  /** `name` is checked by the host, so that a wrong one is an answer too. */
  send(name: string, input: unknown): Promise<unknown>
  /** Gives a function that stops listening. */
  onEvent(listener: (event: AppEvent) => void): () => void
}
