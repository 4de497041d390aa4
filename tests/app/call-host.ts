import { expect, type Page } from '@playwright/test'
import type { Door } from '../../shared/contract/answer.ts'
import type { CallInput, CallName, CallOutput } from '../../shared/contract/calls.ts'
import type { Exchange } from '../../shared/flow/exchange.ts'
import type { Outcome } from '../../shared/lib/outcome.ts'

declare global {
  interface Window {
    readonly tokendesk?: Door
  }
}

/** Calls the host from the desktop window, as its page does. Any name and any input, because refusals are tested too. */
export function callHost(page: Page, name: string, input: unknown): Promise<Outcome<unknown>> {
  const call = ([name, input]: readonly [string, unknown]) => window.tokendesk?.send(name, input)
  return page.evaluate(call, [name, input] as const) as Promise<Outcome<unknown>>
}

/** The same for a call that must succeed. */
export async function sendToHost<N extends CallName>(page: Page, name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const outcome = await callHost(page, name, input)
  if (!outcome.ok) throw new Error(`${name}: ${JSON.stringify(outcome.problem)}`)
  return outcome.value as CallOutput<N>
}

/** The whole record of a run, once it has ended. */
export async function endOfRun(page: Page, id: string): Promise<Exchange> {
  await expect.poll(async () => (await sendToHost(page, 'exchanges.show', { id })).endedAt).not.toBeNull()
  return sendToHost(page, 'exchanges.show', { id })
}
