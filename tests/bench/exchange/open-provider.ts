import { fileURLToPath } from 'node:url'
import { type Listening, openChild } from '../child.ts'

/** Starts the provider, which lies beside the measurements once bundled. */
export function openProvider(): Promise<Listening> {
  return openChild([fileURLToPath(new URL('exchange-provider.js', import.meta.url))], {})
}
