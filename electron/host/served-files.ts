import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/**
 * The built window: path in an address -> file on disk. What is not in the table does not exist, so no spelling of a
 * path (`..`, `%2e%2e`, backslash, NUL, absolute) can lead out of the folder.
 */
export type ServedFiles = ReadonlyMap<string, string>

/** Lists the files under `folder` once; empty when the window has not been built. */
export async function readServedFiles(folder: string): Promise<ServedFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries
    .filter((entry) => entry.isFile() && Object.hasOwn(contentTypes, extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
  return new Map(files.map((file) => [`/${relative(folder, file).split(sep).join('/')}`, file]))
}

/** The file that the raw (still percent-encoded) path of an address names, or `undefined`. `/` is the page. */
export function readServedPath(files: ServedFiles, rawPath: string): string | undefined {
  return files.get(rawPath === '/' ? '/index.html' : rawPath)
}

/**
 * The content security policy of both doors (requirement E-07). `connect` is what scripts may talk to: nothing on the
 * desktop, the own origin in the browser mode. The nonce is for the style elements that Mantine and CodeMirror make.
 */
export function buildContentPolicy(nonce: string, connect: "'none'" | "'self'"): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** The page with this load's nonce where the window looks for it: a `meta` named `style-nonce`, first in its head. */
export function buildPage(html: string, nonce: string): string {
  return html.replace(/<head(\s[^>]*)?>/i, (head) => `${head}<meta name="style-nonce" content="${nonce}">`)
}

export interface ServedAnswer {
  readonly status: 200 | 404
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
}

/** The answer to `GET rawPath`, with its headers, for whichever door asks. Every load of the page has its own nonce. */
export async function readServedAnswer(
  files: ServedFiles,
  rawPath: string,
  connect: "'none'" | "'self'",
): Promise<ServedAnswer> {
  const nonce = randomBytes(16).toString('base64')
  const headers = {
    'content-security-policy': buildContentPolicy(nonce, connect),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  }
  const file = readServedPath(files, rawPath)
  const bytes = file === undefined ? undefined : await readFile(file).catch(() => undefined)
  if (file === undefined || bytes === undefined) {
    const notFound = { ...headers, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
    return { status: 404, headers: notFound, body: 'Not found' }
  }
  const isPage = extname(file) === '.html'
  // The names of the other files carry a hash of their bytes.
  const caching = isPage ? 'no-store' : 'public, max-age=31536000, immutable'
  const contentType = contentTypes[extname(file)] ?? 'application/octet-stream'
  const found = { ...headers, 'content-type': contentType, 'cache-control': caching }
  return { status: 200, headers: found, body: isPage ? buildPage(bytes.toString('utf8'), nonce) : bytes }
}
