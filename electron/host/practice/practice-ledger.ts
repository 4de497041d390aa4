/**
 * What the practice providers remember while they run: which single-use codes were used, and what a short name stands
 * for. Bounded, so that no client can fill the memory; what falls out is merely forgotten.
 */
export interface PracticeLedger {
  remember(name: string, text?: string): void
  recall(name: string): string | undefined
}

/** Creates an empty ledger that holds the last `limit` entries. */
export function createPracticeLedger(limit = 5000): PracticeLedger {
  const entries = new Map<string, string>()
  return {
    remember: (name, text = '') => {
      entries.delete(name)
      entries.set(name, text)
      const [oldest] = entries.keys()
      if (entries.size > limit && oldest !== undefined) entries.delete(oldest)
    },
    recall: (name) => entries.get(name),
  }
}
