import type { Page, Request } from '@playwright/test'
import type { PageRequest, ProcessCalls } from './screen-calls.ts'
import { toOurs } from './stand-in-origin.ts'
import type { Asked } from './wire.ts'

/** What is used of the Fetch domain's event: a request before it is sent, or its answer before it is read. */
interface Paused {
  readonly requestId: string
  readonly frameId: string
  readonly resourceType: string
  readonly request: {
    readonly url: string
    readonly urlFragment?: string
    readonly method: string
    readonly postDataEntries?: readonly { readonly bytes?: string }[]
  }
  readonly responseStatusCode?: number
  readonly responseHeaders?: readonly { readonly name: string; readonly value: string }[]
  readonly redirectedRequestId?: string
}

export interface PageGuard {
  /** Says that the next page is loaded by the application itself: then nothing asks whether it may. */
  expectLoad(): void
}

function readRequest({ request, resourceType }: Paused, isMain: boolean): PageRequest {
  const parts = request.postDataEntries?.map(({ bytes }) => Buffer.from(bytes ?? '', 'base64'))
  return {
    url: toOurs(request.url),
    method: request.method,
    resourceType: resourceType !== 'Document' ? 'other' : isMain ? 'mainFrame' : 'subFrame',
    body: parts === undefined ? null : Buffer.concat(parts),
  }
}

function readLocation({ responseStatusCode = 0, responseHeaders = [], request }: Paused): string | undefined {
  const location = responseHeaders.find(({ name }) => name.toLowerCase() === 'location')?.value
  const isRedirect = responseStatusCode >= 300 && responseStatusCode < 400
  return isRedirect && location !== undefined ? new URL(location, request.url).href : undefined
}

/** A request of a page that is still being made has no frame yet: it is not of this one. */
function isOf(request: Request, page: Page): boolean {
  try {
    return request.frame().page() === page
  } catch {
    return false
  }
}

/**
 * Shows the process everything that a page is about to do, while Chromium waits: each request (also those of a
 * redirect, which Playwright's own routing leaves out), each navigation, new windows and downloads.
 */
export async function openPageGuard(page: Page, id: number, process: Asked<ProcessCalls>): Promise<PageGuard> {
  const session = await page.context().newCDPSession(page)
  const { frameTree } = await session.send('Page.getFrameTree')
  const mainId = frameTree.frame.id
  let isLoadExpected = false

  const isOwnLoad = (isMain: boolean): boolean => {
    const isOwn = isMain && isLoadExpected
    if (isOwn) isLoadExpected = false
    return isOwn
  }
  const isPrevented = (event: 'will-navigate' | 'will-redirect', url: string, isMain: boolean): Promise<boolean> =>
    process.isPrevented(id, event, toOurs(url), isMain)
  const abort = (requestId: string, errorReason: 'Aborted' | 'BlockedByClient') =>
    session.send('Fetch.failRequest', { requestId, errorReason })

  const judgeAnswer = async (paused: Paused, isMain: boolean): Promise<unknown> => {
    const location = readLocation(paused)
    if (location !== undefined && (await isPrevented('will-redirect', location, isMain)))
      return abort(paused.requestId, 'Aborted')
    return session.send('Fetch.continueRequest', { requestId: paused.requestId })
  }
  const judgeRequest = async (paused: Paused, isMain: boolean): Promise<unknown> => {
    const { requestId, request } = paused
    const isNavigation = paused.resourceType === 'Document' && paused.redirectedRequestId === undefined
    const url = request.url + (request.urlFragment ?? '')
    if (isNavigation && !isOwnLoad(isMain) && (await isPrevented('will-navigate', url, isMain)))
      return abort(requestId, 'Aborted')
    const answer = await process.request(id, readRequest(paused, isMain))
    if (answer.kind === 'cancel') return abort(requestId, 'BlockedByClient')
    if (answer.kind === 'continue') return session.send('Fetch.continueRequest', { requestId })
    const responseHeaders = Object.entries(answer.headers).map(([name, value]) => ({ name, value }))
    const body = Buffer.from(answer.body).toString('base64')
    return session.send('Fetch.fulfillRequest', { requestId, responseCode: answer.status, responseHeaders, body })
  }
  session.on('Fetch.requestPaused', (paused) => {
    const isMain = paused.frameId === mainId
    const judge = paused.responseStatusCode === undefined ? judgeRequest : judgeAnswer
    // A page that closes meanwhile takes its requests with it.
    judge(paused, isMain).catch(() => {})
  })
  // Addresses that no request follows: another scheme than the network's.
  session.on('Page.frameRequestedNavigation', ({ url, frameId }) => {
    if (!/^(https?|about|data|blob|javascript):/i.test(url)) void isPrevented('will-navigate', url, frameId === mainId)
  })
  page.on('framenavigated', (frame) => {
    // Electron tells of a page that failed by `did-fail-load` alone, not of Chromium's own page about it.
    if (frame === page.mainFrame() && !frame.url().startsWith('chrome-error:'))
      void process.navigated(id, toOurs(frame.url()), toOurs(new URL(frame.url()).origin))
  })
  // Another page of this context is a window that the page opens; nothing of it is loaded before it is allowed.
  const mayLoad = async (request: Request): Promise<boolean> =>
    isOf(request, page) || process.mayOpenWindow(id, toOurs(request.url()))
  await page.context().route('**/*', async (route) => {
    if (await mayLoad(route.request())) await route.fallback()
    else await route.abort()
  })
  page.on('domcontentloaded', async () => process.titled(id, await page.title().catch(() => '')))
  page.on('popup', async (popup) => {
    if (!(await process.mayOpenWindow(id, toOurs(popup.url())))) await popup.close()
  })
  page.on('download', async (download) => {
    if (!(await process.mayDownload(id, toOurs(download.url())))) await download.cancel()
  })
  await session.send('Page.enable')
  await session.send('Fetch.enable', {
    patterns: [
      { urlPattern: '*', requestStage: 'Request' },
      { urlPattern: '*', requestStage: 'Response', resourceType: 'Document' },
    ],
  })
  return {
    expectLoad: () => {
      isLoadExpected = true
    },
  }
}
