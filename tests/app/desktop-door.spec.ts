import fc from 'fast-check'
import { calls } from '../../shared/contract/calls.ts'
import { callHost } from './call-host.ts'
import { expect, test } from './open-app.ts'
import { isolatedWorld } from './stand-in/preload-world.ts'

const refusal = (code: string, reason?: string) => ({
  ok: false,
  problem: { step: 'contract', code, ...(reason === undefined ? {} : { evidence: { reason } }) },
})

test.describe('the door of the desktop window', () => {
  test('answers a call that does not exist', async ({ app }) => {
    for (const name of ['', 'app.quit', 'toString', '__proto__', 'constructor', 'tokendesk.call', 'a'.repeat(129)]) {
      expect(await callHost(app.page, name, {})).toMatchObject({ ok: false, problem: { step: 'contract' } })
    }
    expect(await callHost(app.page, 'app.quit', {})).toMatchObject(refusal('call_unknown'))
  })

  test('answers an input that the contract does not know', async ({ app }) => {
    expect(await callHost(app.page, 'app.status', { extra: 1 })).toMatchObject(refusal('input_invalid'))
    expect(await callHost(app.page, 'profiles.show', {})).toMatchObject(refusal('input_invalid'))
  })

  test('answers an input that is too large, too deep or aims at a prototype', async ({ app }) => {
    const send = (build: () => unknown) =>
      app.page.evaluate(`window.tokendesk.send('profiles.import', (${build})())`) as Promise<unknown>
    expect(await send(() => ({ text: 'a'.repeat(1_048_577), store: false }))).toMatchObject(
      refusal('input_invalid', 'too_large'),
    )
    expect(await send(() => JSON.parse('['.repeat(80) + ']'.repeat(80)))).toMatchObject(
      refusal('input_invalid', 'depth'),
    )
    expect(await send(() => JSON.parse('{"constructor":{"prototype":{}}}'))).toMatchObject(
      refusal('input_invalid', 'prototype_name'),
    )
  })

  test('answers whatever else comes, on every call, and stays open', async ({ app }) => {
    const names = Object.keys(calls).filter((name) => !['vault.lock', 'practice.start'].includes(name))
    const inputs = fc.sample(fc.jsonValue({ maxDepth: 3 }), { numRuns: 220, seed: 7 })
    const outcomes = await app.page.evaluate(
      ({ names, texts }) =>
        Promise.all(
          texts.map(async (text, at) => {
            const name = names[at % names.length] ?? ''
            const answer = (await window.tokendesk?.send(name, JSON.parse(text))) as { ok: unknown }
            return typeof answer?.ok
          }),
        ),
      { names, texts: inputs.map((input) => JSON.stringify(input)) },
    )
    expect(outcomes).toEqual(inputs.map(() => 'boolean'))
    expect((await callHost(app.page, 'app.status', {})).ok).toBe(true)
  })

  test('does not listen to a page of another origin, even in its own window', async ({ app }) => {
    // Only the application itself could load such a page; the locks keep everybody else from it.
    await app.desktop.evaluate(async ({ BrowserWindow }) => {
      await BrowserWindow.getAllWindows()[0]?.webContents.loadURL('data:text/html,<title>other</title>')
    }, null)
    await expect(app.page).toHaveTitle('other')
    expect(await callHost(app.page, 'app.status', {})).toMatchObject(refusal('sender_refused'))
  })

  test('is not given to a frame', async ({ app }) => {
    const door = await app.page.evaluate(() => {
      const frame = document.body.appendChild(document.createElement('iframe'))
      return typeof frame.contentWindow?.tokendesk
    })
    expect(door).toBe('undefined')
  })

  test('does not listen to a frame that was taken over', async ({ app }, info) => {
    test.skip(info.project.name !== 'desktop-stand-in', 'only the stand-in can speak as a frame that was taken over')
    await app.page.evaluate(() => {
      document.body.appendChild(document.createElement('iframe')).name = 'taken'
    })
    const session = await app.page.context().newCDPSession(app.page)
    const { frameTree } = await session.send('Page.getFrameTree')
    const frameId = frameTree.childFrames?.[0]?.frame.id ?? ''
    const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId, worldName: isolatedWorld })
    const { result } = await session.send('Runtime.evaluate', {
      contextId: executionContextId,
      expression: "standIn.module.ipcRenderer.invoke('tokendesk.call', 'app.status', {})",
      awaitPromise: true,
      returnByValue: true,
    })
    expect(result.value).toMatchObject(refusal('sender_refused'))
  })
})
