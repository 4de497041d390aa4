import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildContentPolicy, buildPage, readServedAnswer, readServedFiles } from '../../electron/host/served-files.ts'

let root: string
let folder: string

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tokendesk-served-'))
  folder = join(root, 'window')
  await mkdir(join(folder, 'assets'), { recursive: true })
  await writeFile(join(root, 'secret.txt'), 'outside')
  await writeFile(join(folder, 'index.html'), '<!doctype html><html><head lang="en"><title>t</title></head></html>')
  await writeFile(join(folder, 'assets', 'main-1a2b.js'), 'export {}')
  await writeFile(join(folder, 'assets', 'main-1a2b.js.map'), '{}')
})
afterAll(() => rm(root, { recursive: true, force: true }))

const hostile = [
  '',
  '//',
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/%252e%252e/secret.txt',
  '/..\\secret.txt',
  '/..%5csecret.txt',
  '\\..\\secret.txt',
  '/assets/main-1a2b.js%00.html',
  '/assets/main-1a2b.js\0',
  '/assets/main-1a2b.js/',
  '/assets//main-1a2b.js',
  '/assets',
  '/assets/',
  '/etc/passwd',
  '//etc/passwd',
  'C:\\Windows\\win.ini',
  '/index.html/../../secret.txt',
  '/__proto__',
  '/constructor',
]

describe('the files of the window', () => {
  test.each(hostile)('answers 404 to %j', async (path) => {
    const answer = await readServedAnswer(await readServedFiles(folder), path, "'none'")
    expect(answer.status).toBe(404)
    expect(answer.body).toBe('Not found')
  })

  test('does not serve a kind of file that the window does not consist of', async () => {
    const answer = await readServedAnswer(await readServedFiles(folder), '/assets/main-1a2b.js.map', "'none'")
    expect(answer.status).toBe(404)
  })

  test('has no file when the window was never built', async () => {
    expect((await readServedFiles(join(root, 'nowhere'))).size).toBe(0)
  })

  test('gives every load of the page a nonce of its own, the same in the policy and in the page', async () => {
    const files = await readServedFiles(folder)
    const loads = await Promise.all([1, 2].map(() => readServedAnswer(files, '/', "'none'")))
    const nonces = loads.map(({ headers, body }) => {
      const nonce = /'nonce-([^']+)'/.exec(headers['content-security-policy'] ?? '')?.[1]
      expect(String(body)).toContain(`<head lang="en"><meta name="style-nonce" content="${nonce}">`)
      expect(headers['cache-control']).toBe('no-store')
      return nonce
    })
    expect(nonces[0]).not.toBe(nonces[1])
  })

  test('serves what the page loads with its type, and forbids guessing another', async () => {
    const answer = await readServedAnswer(await readServedFiles(folder), '/assets/main-1a2b.js', "'self'")
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    expect(String(answer.body)).toBe('export {}')
  })

  test('writes the policy out in full, and allows no inline code at either door', () => {
    expect(buildContentPolicy('bm9uY2U=', "'none'")).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-bm9uY2U='; img-src 'self' data:; " +
        "font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
    expect(buildContentPolicy('x', "'self'")).not.toContain('unsafe')
  })

  test('leaves a page without a head as it is', () => {
    expect(buildPage('<p>', 'n')).toBe('<p>')
  })
})
