/** Calls back once; the answer stops it. Injectable, so that nothing has to be waited for. */
export type Timer = (callback: () => void, milliseconds: number) => () => void

/** A timer that does not keep the program alive. Longer than 2^31-1 would be at once, so nobody may ask for that. */
export const startTimer: Timer = (callback, milliseconds) => {
  const timer = setTimeout(callback, Math.min(milliseconds, 2_147_483_647))
  timer.unref()
  return () => clearTimeout(timer)
}
