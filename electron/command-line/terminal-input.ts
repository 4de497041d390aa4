/** Everything that comes on standard input, as bytes. */
export async function readStandardInput(): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array))
  return Buffer.concat(chunks)
}

/** Whether a person sits at standard input. */
export function isTerminal(): boolean {
  return process.stdin.isTTY === true
}

/** No redirect URL is longer; whoever sends more without a line end is not heard. */
const longestLine = 65_536

/**
 * Hands over every line that is pasted or piped, until stopped. An empty, closed or missing input is no line and no
 * error, and none of them keeps the program alive after `stop`.
 */
export function listenForLines(onLine: (line: string) => void): { stop(): void } {
  const { stdin } = process
  let rest = ''
  const give = (line: string): void => {
    if (line.trim() !== '') onLine(line.trim())
  }
  const read = (chunk: string): void => {
    const lines = (rest + chunk).split(/\r?\n/)
    rest = (lines.pop() ?? '').slice(0, longestLine)
    for (const line of lines) give(line)
  }
  const end = (): void => {
    give(rest)
    rest = ''
  }
  const ignore = (): void => {}
  stdin.setEncoding('utf8')
  stdin.on('error', ignore).on('data', read).on('end', end)
  return {
    stop: () => {
      stdin.off('data', read).off('end', end)
      // A pipe that its other end keeps open would keep us open too.
      stdin.destroy()
    },
  }
}
