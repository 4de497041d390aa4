import { setTimeout } from 'node:timers/promises'

/** Waits that long or until the signal fires. Longer than a timer can count is cut off there, and whoever waits looks again. */
export async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  // Aborted is not failed: who cancels wants the end of the wait.
  await setTimeout(Math.min(milliseconds, 2 ** 31 - 1), undefined, { signal }).catch(() => undefined)
}
