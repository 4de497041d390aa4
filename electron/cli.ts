#!/usr/bin/env node
import { runCommandLine } from './command-line/program.ts'
import { printError } from './host/print.ts'

runCommandLine(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    // The text of an error of ours could hold anything; its name and place are enough to find it.
    const place = error instanceof Error ? (/\(?([\w.-]+:\d+:\d+)\)?$/m.exec(error.stack ?? '')?.[1] ?? '') : ''
    printError(`tokendesk: a mistake of ours (${error instanceof Error ? error.name : typeof error} ${place})`)
    process.exitCode = 1
  },
)
