import { InvalidArgumentError } from 'commander'
import { readDuration } from './duration.ts'

/** Reads `K=V` and adds it to those before; a later value of the same name wins. */
export function readParameter(
  text: string,
  before: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('It must be NAME=VALUE.')
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) }
}

/** Reads a length of time into milliseconds. */
export function readMinValid(text: string): number {
  const duration = readDuration(text)
  if (duration === null) throw new InvalidArgumentError('It must be a length of time, e.g. 30s, 5m, 1h.')
  return duration
}

/** Reads a port; 0 means any free one. */
export function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(port <= 65_535)) throw new InvalidArgumentError('It must be a port between 0 and 65535.')
  return port
}
