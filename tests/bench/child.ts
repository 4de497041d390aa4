import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** A program of ours that listens: where, and how to end it. */
export interface Listening {
  readonly pid: number
  readonly address: string
  stop(): Promise<void>
}

async function readAddress(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('it was started without its output')
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /http:\/\/127\.0\.0\.1:\S+/.exec(line)?.[0]
    if (address !== undefined) return address
  }
  throw new Error('it ended without an address')
}

/** Starts a program in Node and waits until it has printed its address. */
export async function openChild(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Listening> {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  // Nothing of ours outlives a run that fails.
  process.once('exit', () => child.kill())
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill()
    await ended
  }
  try {
    const address = await readAddress(child)
    child.stdout?.resume()
    return { pid: child.pid ?? 0, address, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
