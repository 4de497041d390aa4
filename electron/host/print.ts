// Who reads us may stop early (`| head`): that is no fault of anybody. Everything else is.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })

/** Writes one line of result to standard output. Nothing secret goes here unless a person asked for it. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Writes one line to standard error: everything that is not the result. */
export function printError(line: string): void {
  process.stderr.write(`${line}\n`)
}
