import type { ProcessCalls, ScreenCalls } from './screen-calls.ts'
import { type Asked, type Calls, openWire } from './wire.ts'

/** What the parts of the stand-in share: whether `ready` has come, and the answers to the screen. */
export const state = { isReady: false }

/** Filled by the parts that answer the screen. */
export const processCalls: { -readonly [N in keyof ProcessCalls]?: ProcessCalls[N] } = {}

/** The screen: the pages of a real browser, in the process that runs the tests. */
export const screenCalls: Asked<ScreenCalls> = openWire<ScreenCalls>(process, processCalls as Calls)

// Whoever shows the windows has gone: a person would see none.
process.on('disconnect', () => process.exit())

/** Electron refuses these calls before `ready`; so does the stand-in, which is how a wrong order shows. */
export function needReady(what: string): void {
  if (!state.isReady) throw new Error(`${what} cannot be used before the app is ready`)
}

/** Electron refuses these calls after `ready`. */
export function needNotReady(what: string): void {
  if (state.isReady) throw new Error(`${what} must be called before the app is ready`)
}
