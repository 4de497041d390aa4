import { EventEmitter } from 'node:events'
import type {
  CallbackResponse,
  OnBeforeRequestListenerDetails,
  Protocol,
  Session,
  WebContents,
  WebRequest,
} from 'electron'
import { app } from './electron-app.ts'
import { needNotReady, needReady } from './electron-state.ts'
import type { PageRequest, RequestAnswer } from './screen-calls.ts'

type PermissionRequest = Parameters<Session['setPermissionRequestHandler']>[0]
type PermissionCheck = Parameters<Session['setPermissionCheckHandler']>[0]
type BeforeRequest = (details: OnBeforeRequestListenerDetails, answer: (response: CallbackResponse) => void) => void
type ProtocolHandler = Parameters<Protocol['handle']>[1]

/** The permissions that a test can see in Chromium. */
const visiblePermissions = [
  'geolocation',
  'notifications',
  'clipboard-read',
  'clipboard-sanitized-write',
  'midi',
] as const

const privileged = new Set<string>()
const protocolHandlers = new Map<string, ProtocolHandler>()
const sessions = new Map<string, StandInSession>()

export const protocol = {
  registerSchemesAsPrivileged: (schemes) => {
    needNotReady('protocol.registerSchemesAsPrivileged')
    // Without these the page would have no origin and no relative addresses.
    for (const { scheme, privileges } of schemes)
      if (privileges?.standard === true && privileges.secure === true) privileged.add(scheme)
  },
  handle: (scheme, handler) => {
    needReady('protocol.handle')
    if (!privileged.has(scheme)) throw new Error(`The scheme ${scheme} is not registered as standard and secure`)
    protocolHandlers.set(scheme, handler)
  },
} satisfies Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>

export class StandInSession extends EventEmitter {
  #request: PermissionRequest = null
  #check: PermissionCheck = null
  #before: BeforeRequest | null = null
  /** How often everything in it was cleared. */
  cleared = 0

  setPermissionRequestHandler = (handler: PermissionRequest): void => {
    this.#request = handler
  }
  setPermissionCheckHandler = (handler: PermissionCheck): void => {
    this.#check = handler
  }
  setDevicePermissionHandler = (): void => {}
  setSpellCheckerEnabled = (): void => {}
  clearAuthCache = async (): Promise<void> => {}
  clearData = async (): Promise<void> => {
    this.cleared++
  }
  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest | null) => {
      this.#before = listener
    },
  } as Pick<WebRequest, 'onBeforeRequest'>

  /** What the handlers let a page do. Without a handler Electron grants everything, and so does this. */
  granted(contents: WebContents): readonly string[] {
    return visiblePermissions.filter((permission) => {
      const checked = this.#check?.(contents, permission, '', { isMainFrame: true, requestingUrl: '' }) ?? true
      let isGranted = this.#request === null
      const details = { isMainFrame: true, requestingUrl: '' }
      this.#request?.(
        contents,
        permission,
        (granted) => {
          isGranted = granted
        },
        details,
      )
      return checked && isGranted
    })
  }
  /** Asks the application about a request, in Electron's order: `webRequest` first, then the scheme's handler. */
  async answer(request: PageRequest): Promise<RequestAnswer> {
    const uploadData = request.body === null ? [] : [{ bytes: request.body }]
    const { url, method, resourceType } = request
    const details = { id: 0, url, method, resourceType, referrer: '', timestamp: 0, uploadData }
    const isCancelled = await new Promise<boolean>((resolve) => {
      if (this.#before === null) resolve(false)
      else this.#before(details, ({ cancel }) => resolve(cancel === true))
    })
    if (isCancelled) return { kind: 'cancel' }
    const handler = protocolHandlers.get(new URL(url).protocol.slice(0, -1))
    if (handler === undefined) return { kind: 'continue' }
    const response = await handler(new Request(url, { method }))
    const body = Buffer.from(await response.arrayBuffer())
    return { kind: 'fulfil', status: response.status, headers: Object.fromEntries(response.headers), body }
  }
}

/** The session of a partition; made, announced and locked when it is first asked for. */
export function openSession(partition: string): StandInSession {
  needReady('session')
  const known = sessions.get(partition)
  if (known !== undefined) return known
  const made = new StandInSession()
  sessions.set(partition, made)
  app.emit('session-created', made)
  return made
}

/** What `net.fetch` answers for the application's own scheme; the network is not its business here. */
export const net = {
  fetch: async (url: string): Promise<Response> => {
    const answer = await session.defaultSession.answer({ url, method: 'GET', resourceType: 'other', body: null })
    if (answer.kind !== 'fulfil') throw new Error('net::ERR_BLOCKED_BY_CLIENT')
    return new Response(new Uint8Array(answer.body), answer)
  },
}

export const session = {
  fromPartition: openSession,
  get defaultSession() {
    return openSession('')
  },
}
