import type { Page } from '@playwright/test'
import { binding, buildIsolatedScript, isolatedWorld, mainScript } from './preload-world.ts'
import type { SenderFrame } from './screen-calls.ts'
import { toOurs } from './stand-in-origin.ts'

export interface PreloadWorld {
  /** Delivers a message to the preload of the top frame. */
  send(channel: string, args: readonly unknown[]): Promise<void>
}

type Invoke = (frame: SenderFrame, channel: string, args: readonly unknown[]) => Promise<unknown>

/** Gives every document of a page the two worlds, and carries the calls of the isolated ones to the process. */
export async function openPreloadWorld(page: Page, preload: string | null, invoke: Invoke): Promise<PreloadWorld> {
  const session = await page.context().newCDPSession(page)
  const frames = new Map<number, SenderFrame>()
  const { frameTree } = await session.send('Page.getFrameTree')
  const mainId = frameTree.frame.id
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.name !== isolatedWorld) return
    const origin = toOurs(context.origin)
    frames.set(context.id, { isMain: context.auxData?.frameId === mainId, origin, url: `${origin}/` })
  })
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => frames.delete(executionContextId))
  const run = async (contextId: number, call: string, ...args: readonly unknown[]): Promise<void> => {
    const list = args.map((arg) => JSON.stringify(arg) ?? 'undefined').join(',')
    // A world that has gone meanwhile hears nothing, as in Electron.
    await session.send('Runtime.evaluate', { contextId, expression: `standIn.${call}(${list})` }).catch(() => {})
  }
  session.on('Runtime.bindingCalled', async ({ name, payload, executionContextId }) => {
    const frame = frames.get(executionContextId)
    if (name !== binding || frame === undefined) return
    const { id, channel, args } = JSON.parse(payload)
    await invoke(frame, channel, args).then(
      (value) => run(executionContextId, 'settle', id, value),
      (error: Error) => run(executionContextId, 'fail', id, error.message),
    )
  })
  await session.send('Runtime.enable')
  await session.send('Page.enable')
  if (preload !== null) {
    await session.send('Runtime.addBinding', { name: binding, executionContextName: isolatedWorld })
    await session.send('Page.addScriptToEvaluateOnNewDocument', { source: mainScript })
    await session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: buildIsolatedScript(preload),
      worldName: isolatedWorld,
    })
  }
  return {
    send: async (channel, args) => {
      const main = [...frames].find(([, frame]) => frame.isMain)
      if (main !== undefined) await run(main[0], 'receive', channel, args)
    },
  }
}
