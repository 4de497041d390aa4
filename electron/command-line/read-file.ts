import { readFile, stat } from 'node:fs/promises'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import { readStandardInput } from './terminal-input.ts'

/** A body or document larger than this is not one. */
const largest = 16 * 1_048_576

/** The bytes of a file, or of standard input for `-`. */
export async function readFileBytes(name: string): Promise<Outcome<Buffer>> {
  const refuse = (reason: string) =>
    fail(problem('contract', 'input_invalid', { file: name, reason }, 'The file cannot be read.'))
  try {
    if (name === '-') return ok(await readStandardInput())
    const { size } = await stat(name)
    return size > largest ? refuse('too_large') : ok(await readFile(name))
  } catch (error) {
    return refuse(error instanceof Error && 'code' in error ? String(error.code) : 'unreadable')
  }
}

/** The text of a JSON document, and what it says; a syntax error names its place and quotes nothing. */
export async function readFileDocument(
  name: string,
): Promise<Outcome<{ readonly text: string; readonly document: unknown }>> {
  const bytes = await readFileBytes(name)
  if (!bytes.ok) return bytes
  const text = bytes.value.toString('utf8').replace(/^\ufeff/, '')
  try {
    return ok({ text, document: JSON.parse(text) as unknown })
  } catch (error) {
    const place = /at position \d+|line \d+ column \d+|end of JSON input/i.exec(
      error instanceof Error ? error.message : '',
    )
    const evidence = { file: name, '/': `not JSON${place === null ? '' : `, ${place[0]}`}` }
    return fail(problem('profile', 'profile_invalid', evidence))
  }
}
