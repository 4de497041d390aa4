import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenedDoor, openDoor } from './open-door.ts'

let opened: OpenedDoor
beforeAll(async () => {
  opened = await openDoor()
})
afterAll(() => opened.close())

/** Listens as the window does: `fetch` and a reader of lines. */
async function listen(): Promise<{ next(): Promise<unknown>; status: number; close(): void }> {
  const controller = new AbortController()
  const headers = { 'x-tokendesk-key': opened.door.key }
  const response = await fetch(`${opened.door.origin}/events`, { headers, signal: controller.signal })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const next = async (): Promise<unknown> => {
    for (;;) {
      const line = /^data: (.*)\n\n/m.exec(text)
      if (line !== null) {
        text = text.slice(line.index + line[0].length)
        return JSON.parse(line[1] ?? '')
      }
      const read = await reader?.read()
      if (read === undefined || read.done) return undefined
      text += read.value
    }
  }
  return { next, status: response.status, close: () => controller.abort() }
}

describe('the events', () => {
  test('reach every window that listens, as whole records', async () => {
    const windows = [await listen(), await listen()]
    await opened.call('preferences.write', { theme: 'light' })
    for (const window of windows) {
      expect(await window.next()).toMatchObject({ kind: 'preferences.changed', preferences: { theme: 'light' } })
      window.close()
    }
  })

  test('are an event stream that nothing keeps', async () => {
    const controller = new AbortController()
    const headers = { 'x-tokendesk-key': opened.door.key }
    const response = await fetch(`${opened.door.origin}/events`, { headers, signal: controller.signal })
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('no-store')
    controller.abort()
  })

  test('carry no token and no secret, from the first step of a run to its end', async () => {
    const window = await listen()
    await opened.call('exchanges.start', { profileId: 'practice-tkeel' })
    const seen: string[] = []
    for (;;) {
      const event = (await window.next()) as { kind: string; exchange?: { id: string; state: string } }
      seen.push(JSON.stringify(event))
      if (event.exchange?.state === 'received') break
    }
    window.close()
    const sets = JSON.parse((await opened.call('tokens.list', {})).text).value
    const shown = JSON.parse((await opened.call('tokens.show', { id: sets[0].id })).text).value
    const secrets = shown.tokenSet.tokens.map((token: { value: string }) => token.value)
    for (const secret of [...secrets, 'practice-password']) expect(seen.join('\n')).not.toContain(secret)
  })

  test('are for sixteen windows and no more; who leaves makes room', async () => {
    const windows = await Promise.all(Array.from({ length: 20 }, listen))
    const refused = windows.filter((window) => window.status === 503)
    expect(refused.length).toBeGreaterThanOrEqual(4)
    for (const window of windows) window.close()
    await expect
      .poll(async () => {
        const again = await listen()
        again.close()
        return again.status
      })
      .toBe(200)
  })
})
