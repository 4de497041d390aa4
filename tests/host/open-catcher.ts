import { onTestFinished } from 'vitest'
import {
  catchLoopback,
  type LoopbackCatcher,
  type LoopbackLimits,
  loopbackLimits,
} from '../../electron/host/catch-loopback.ts'
import type { Redirect } from '../../shared/flow/profile.ts'
import { epochMs } from '../../shared/lib/units.ts'
import { sendRaw } from './send-raw.ts'

export const state = 'the-state-of-this-run'
export const providerOrigin = 'https://as.example'

/** A listener that waits for `state`, with its port; closed with the test. */
export interface TestCatcher extends LoopbackCatcher {
  readonly port: number
}

/** Opens a listener of this run, and closes it with the test. */
export async function openCatcher(
  change: Partial<Extract<Redirect, { kind: 'loopback' }>> = {},
  limits: Partial<LoopbackLimits> = {},
): Promise<TestCatcher> {
  const redirect = { kind: 'loopback', host: '127.0.0.1', port: 0, path: '/callback', ...change } as const
  const opened = await catchLoopback(redirect, () => epochMs(1), { ...loopbackLimits, ...limits })
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
  onTestFinished(() => opened.value.close())
  opened.value.expect({ state, codeParameter: 'code', origin: providerOrigin })
  return { ...opened.value, port: Number(new URL(opened.value.redirectUri).port) }
}

/** The redirect as a browser calls it. */
export function buildCallback(port: number, query = `code=right&state=${state}`, host = `127.0.0.1:${port}`): string {
  return `GET /callback?${query} HTTP/1.1\r\nHost: ${host}\r\nSec-Fetch-Dest: document\r\n\r\n`
}

/** Comes back as the person's browser does. */
export function comeBack(catcher: TestCatcher): Promise<string> {
  return sendRaw(catcher.port, buildCallback(catcher.port))
}
