/** Runs once and gives the milliseconds that count; what it prepares and waits for afterwards does not. */
export type TimedRun = () => Promise<number>

/** Milliseconds that a piece of work takes. */
export async function timeOf(work: () => unknown): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted.length >> 1
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1], sorted[middle]]
  return sorted.length % 2 === 0 ? (low + high) / 2 : high
}

/**
 * Times several runs in turn (A B C A B C ...), so that whatever else the machine does falls on all of them alike. Gives
 * the samples of each, in the order of the runs.
 */
export async function timeInTurn(
  runs: readonly TimedRun[],
  rounds: number,
  warmUp: number,
): Promise<readonly (readonly number[])[]> {
  const samples: number[][] = runs.map(() => [])
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const [index, run] of runs.entries()) {
      const taken = await run()
      if (round >= 0) samples[index]?.push(taken)
    }
  }
  return samples
}

/** `timeInTurn`, each run with its median only. */
export async function medianInTurn<N extends string>(
  runs: Readonly<Record<N, TimedRun>>,
  rounds: number,
  warmUp: number,
): Promise<Readonly<Record<N, number>>> {
  const samples = await timeInTurn(Object.values(runs), rounds, warmUp)
  const medians = Object.keys(runs).map((name, index) => [name, median(samples[index] ?? [])])
  return Object.fromEntries(medians) as Record<N, number>
}
