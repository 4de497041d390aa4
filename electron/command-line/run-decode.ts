import { decodeToken } from '../../shared/flow/decoded-token.ts'
import { readClock } from '../host/clock.ts'
import { print } from '../host/print.ts'
import { buildDecodedDocument, buildDecodedLines } from './decoded-document.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { buildPlainText } from './print-problem.ts'
import { readStandardInput } from './terminal-input.ts'

/** The token in what people have at hand: alone, in quotes, or in an Authorization header. */
export function readGivenToken(text: string): string {
  return text
    .trim()
    .replace(/^authorization:\s*/i, '')
    .replace(/^(bearer|dpop)\s+/i, '')
    .replace(/^(["'])(.*)\1$/s, '$2')
}

/** `decode`: what a token says, and nothing about whether it is genuine. */
export async function runDecode(given: string, json: boolean): Promise<ExitCode> {
  const text = given === '-' ? (await readStandardInput()).toString('utf8') : given
  const decoded = decodeToken(readGivenToken(text))
  if (json) print(JSON.stringify(buildDecodedDocument(decoded), null, 2))
  else for (const line of buildDecodedLines(decoded, readClock())) print(buildPlainText(line))
  return exitCodes.ok
}
