/**
 * Where the practice providers keep what must outlive them: signing keys and small state, each text under a name. With
 * it a refresh token that an earlier process issued still works after a restart.
 */
export interface PracticeMemory {
  load(name: string): string | null
  save(name: string, text: string): void
}

/** Creates a memory that lasts as long as the process. */
export function createPracticeMemory(): PracticeMemory {
  const texts = new Map<string, string>()
  return {
    load: (name) => texts.get(name) ?? null,
    save: (name, text) => {
      texts.set(name, text)
    },
  }
}
