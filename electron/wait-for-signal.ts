/**
 * Resolves when somebody asks the program to end: Ctrl-C, or the signal that service managers send. A second signal
 * ends it at once, as if nobody had listened.
 */
export function waitForSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const signals = ['SIGINT', 'SIGTERM'] as const
    const settle = (signal: NodeJS.Signals): void => {
      for (const one of signals) process.off(one, settle)
      resolve(signal)
    }
    for (const one of signals) process.on(one, settle)
  })
}
