import type { z } from 'zod'
import type { CallName, CallOutput, calls } from '../../../shared/contract/calls.ts'
import type { Outcome } from '../../../shared/lib/outcome.ts'

/** The handler of one call: it gets what its schema made of the input. */
export type Handler<N extends CallName> = (
  input: z.output<(typeof calls)[N]['input']>,
) => Outcome<CallOutput<N>> | Promise<Outcome<CallOutput<N>>>

/** One handler for every row of the contract; the compiler counts them. */
export type Handlers = { readonly [N in CallName]: Handler<N> }

/** The handlers of the calls whose names start alike, e.g. `HandlersOf<'tokens'>`. */
export type HandlersOf<P extends string> = { readonly [N in Extract<CallName, `${P}.${string}`>]: Handler<N> }
