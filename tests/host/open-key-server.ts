import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What a key server answers with: an object as JSON, a text as it is, or a function that answers itself. */
export type KeyAnswer = object | string | ((response: ServerResponse) => void)

/** A provider's key set on this machine, whose answer a test may change. */
export interface KeyServer {
  readonly url: string
  answer: KeyAnswer
  /** How many requests have come. */
  readonly requests: () => number
}

/** Opens it for one test. */
export async function openKeyServer(first: KeyAnswer): Promise<KeyServer> {
  let count = 0
  const server = createServer((_request, response) => {
    count++
    const { answer } = opened
    if (typeof answer === 'function') answer(response)
    else {
      response.setHeader('Content-Type', typeof answer === 'string' ? 'text/html' : 'application/jwk-set+json')
      response.end(typeof answer === 'string' ? answer : JSON.stringify(answer))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const opened: KeyServer = { url: `http://127.0.0.1:${port}/jwks`, answer: first, requests: () => count }
  return opened
}
