import { type Problem, problem } from '../../../shared/lib/problem.ts'
import { TextHasNul } from './database.ts'

/** SQLite's result code as text (`SQLITE_FULL`), or the operating system's (`EACCES`), or `unknown`. */
export function readErrorCode(error: unknown): string {
  if (error instanceof TextHasNul) {
    return 'text_has_nul'
  }
  if (error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code !== '') {
    return error.code
  }
  // A connection that cannot be made carries SQLite's number at the end of its sentence and no code.
  return error instanceof Error && /connection/i.test(error.message) ? 'SQLITE_CANTOPEN' : 'unknown'
}

function isDamage(code: string): boolean {
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code === 'SQLITE_FORMAT'
}

/** The problem of a read that SQLite refused. The text of the error may quote data, so only its code is kept. */
export function buildReadProblem(error: unknown): Problem {
  return problem('vault', 'vault_unreadable', { reason: readErrorCode(error) })
}

/** The problem of a write that SQLite refused; what was stored before is intact (the transaction rolled back). */
export function buildWriteProblem(error: unknown): Problem {
  const code = readErrorCode(error)
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') {
    // The only foreign keys that a caller can miss point at the profile.
    return problem('vault', 'profile_unknown')
  }
  return isDamage(code)
    ? problem('vault', 'vault_unreadable', { reason: code })
    : problem('vault', 'vault_not_saved', { reason: code })
}
