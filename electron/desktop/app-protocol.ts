import { protocol } from 'electron'
import { readServedAnswer, type ServedFiles } from '../host/served-files.ts'

const scheme = 'app'
const host = 'tokendesk'

/** The only origin whose pages may use the door. */
export const appOrigin = `${scheme}://${host}`

/**
 * Tells Chromium that `app:` has origins and relative addresses like https: (requirement E-18). Electron takes this
 * before `ready` and once only. What is not named stays off: no bypass of the policy, no service workers, no CORS.
 */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** The path as it was sent, so that nothing is decoded or resolved before it is looked up. */
function readRawPath(url: string): string {
  const prefix = `${appOrigin}/`
  return url.startsWith(prefix) ? (url.slice(appOrigin.length).split(/[?#]/, 1)[0] ?? '') : ''
}

/** Serves the built window under `app://tokendesk/`, with its policy as a header (requirement E-07). */
export function openAppProtocol(files: ServedFiles): void {
  protocol.handle(scheme, async (request) => {
    const path = request.method === 'GET' ? readRawPath(request.url) : ''
    const { status, headers, body } = await readServedAnswer(files, path, "'none'")
    return new Response(typeof body === 'string' ? body : new Uint8Array(body), { status, headers: { ...headers } })
  })
}
