import { type PracticeProvider, practiceProviders } from '../../shared/dialects/practice-choices.ts'
import { problem } from '../../shared/lib/problem.ts'
import { readClock } from '../host/clock.ts'
import { buildPracticePath, practiceAccount } from '../host/practice/practice-accounts.ts'
import { createPracticeMemory } from '../host/practice/practice-memory.ts'
import { openPractice, type PracticeServer } from '../host/practice/practice-server.ts'
import { print } from '../host/print.ts'
import { waitForSignal } from '../wait-for-signal.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { printProblem } from './print-problem.ts'

const names: Readonly<Record<PracticeProvider, string>> = {
  standard: 'OpenID Connect',
  maxkey: 'MaxKey',
  xt: 'XT.COM',
  workfront: 'Workfront',
  tkeel: 'tKeel',
  bamboocloud: 'BambooCloud',
}

/** The base addresses and the accounts, as lines. The secrets open nothing but these providers. */
export function buildPracticeLines(origin: string): readonly string[] {
  const { clientId, clientSecret, publicClientId, tenant, username, password } = practiceAccount
  return [
    ...practiceProviders.map((provider) => `${names[provider].padEnd(16)}${origin}/${buildPracticePath(provider)}`),
    `${'client'.padEnd(16)}client_id=${clientId} client_secret=${clientSecret}`,
    `${'public client'.padEnd(16)}client_id=${publicClientId} (OpenID Connect only)`,
    `${'person'.padEnd(16)}username=${username} password=${password} tenant_id=${tenant}`,
  ]
}

/** `practice`: the practice providers alone, until somebody ends them. */
export async function runPractice(port: number): Promise<ExitCode> {
  let server: PracticeServer
  try {
    server = await openPractice({ port, now: readClock, memory: createPracticeMemory() })
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    return printProblem(
      problem('contract', reason === 'EADDRINUSE' ? 'port_taken' : 'internal', { port: `${port}`, reason }),
      false,
    )
  }
  const asked = waitForSignal()
  for (const line of buildPracticeLines(server.origin)) print(line)
  await asked
  await server.close()
  return exitCodes.ok
}
