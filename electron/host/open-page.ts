import type { Outcome } from '../../shared/lib/outcome.ts'

/** Shows a page outside; false when that failed in whatever way. A browser that never answers does not hold a cancel up. */
export async function openPage(
  openOutside: (url: string) => Promise<Outcome<true>>,
  url: string,
  signal: AbortSignal,
): Promise<boolean> {
  if (signal.aborted) return false
  const cancelled = new Promise<false>((resolve) =>
    signal.addEventListener('abort', () => resolve(false), { once: true }),
  )
  const opened = openOutside(url).then(
    (outcome) => outcome.ok,
    () => false,
  )
  return Promise.race([opened, cancelled])
}
