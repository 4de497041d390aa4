import { useSyncExternalStore } from 'react'
import { type EpochMs, epochMs } from '../shared/lib/units.ts'

/** Full seconds only, so that two readings within one render are the same. */
function readFullSecond(): EpochMs {
  return epochMs(Math.floor(Date.now() / 1000) * 1000)
}

const listeners = new Set<() => void>()
let current: EpochMs = readFullSecond()
let timer: ReturnType<typeof setTimeout> | undefined

function tick(): void {
  current = readFullSecond()
  for (const listener of listeners) listener()
  schedule()
}

/** Full seconds, so that every countdown on the screen changes at once; nothing runs while nobody can see it. */
function schedule(): void {
  clearTimeout(timer)
  timer = undefined
  if (listeners.size === 0 || document.visibilityState === 'hidden') return
  timer = setTimeout(tick, 1000 - (Date.now() % 1000))
}

function onVisible(): void {
  if (document.visibilityState === 'visible') tick()
  else schedule()
}

/** Calls `listener` at each full second; gives a function that stops it. The window's only timer for times. */
export function subscribeClock(listener: () => void): () => void {
  if (listeners.size === 0) {
    current = readFullSecond()
    document.addEventListener('visibilitychange', onVisible)
  }
  listeners.add(listener)
  if (timer === undefined) schedule()
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    document.removeEventListener('visibilitychange', onVisible)
    schedule()
  }
}

/** The moment of the last tick. */
export function readClock(): EpochMs {
  if (listeners.size === 0) current = readFullSecond()
  return current
}

/** The current second. The component renders at every tick: prefer `useClockValue` for anything that repeats. */
export function useNow(): EpochMs {
  return useSyncExternalStore(subscribeClock, readClock)
}

/** What `read` makes of the current second; the component renders only when that value changes. */
export function useClockValue<T extends string | number | boolean | null>(read: (now: EpochMs) => T): T {
  return useSyncExternalStore(subscribeClock, () => read(readClock()))
}
