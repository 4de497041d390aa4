import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { parseSync } from 'vite'
import { withFolder } from '../data-folder.ts'
import type { Figure, Measurement } from '../figure.ts'
import { openFirstScreen } from './first-usable.ts'
import { openBrowser, openServedApp, withPage } from './open-window.ts'

const target = 350
const folder = 'dist/renderer'
/** A class that the code editor alone writes; minifying leaves texts alone. */
const editorMark = 'cm-lineWrapping'

const readBuilt = (path: string): string => readFileSync(posix.join(folder, path), 'utf8')

/** The files that one file imports by static imports, from the built folder. */
function readImports(path: string): readonly string[] {
  const { module } = parseSync(path, readBuilt(path))
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
  )
  const imported = module.staticImports.map(({ moduleRequest }) => moduleRequest.value)
  return [...imported, ...exported].map((specifier) => posix.join(posix.dirname(path), specifier))
}

/** Everything that has to be there before the page runs: the entry and what it imports, without what it imports later. */
function listFirstFiles(): readonly string[] {
  const entries = [...readBuilt('index.html').matchAll(/<script[^>]* src="\.\/([^"]+\.js)"/g)].flatMap(
    ([, path]) => path ?? [],
  )
  const found = new Set(entries)
  for (const path of found) for (const imported of readImports(path)) found.add(imported)
  return [...found]
}

interface Weight {
  readonly plain: number
  readonly gzip: number
  readonly brotli: number
}

function weigh(paths: readonly string[]): Weight {
  const kilobytes = (measure: (bytes: Buffer) => number) =>
    paths.reduce((sum, path) => sum + measure(readFileSync(posix.join(folder, path))), 0) / 1024
  return {
    plain: kilobytes((bytes) => bytes.length),
    gzip: kilobytes((bytes) => gzipSync(bytes, { level: 9 }).length),
    brotli: kilobytes((bytes) => brotliCompressSync(bytes).length),
  }
}

/** The scripts that a browser has fetched when the first screen stands. */
async function listFetched(home: string): Promise<readonly string[]> {
  const browser = await openBrowser()
  const app = await openServedApp(home)
  try {
    return await withPage(browser, async (page) => {
      await openFirstScreen(page, app.address)
      const names = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
      return names.map((name) => new URL(name).pathname.slice(1)).filter((path) => path.endsWith('.js'))
    })
  } finally {
    await browser.close()
    await app.stop()
  }
}

async function take(): Promise<readonly Figure[]> {
  const first = listFirstFiles()
  const fetched = await withFolder(listFetched)
  const [ofFirst, ofFetched] = [weigh(first), weigh(fetched)]
  const hasEditor = (path: string): boolean => readBuilt(path).includes(editorMark)
  const all = readdirSync(posix.join(folder, 'assets')).map((name) => `assets/${name}`)
  const elsewhere = all.filter((path) => path.endsWith('.js') && hasEditor(path)).length
  if (elsewhere === 0) throw new Error(`no file has ${editorMark}: the mark of the code editor has changed`)
  const withEditor = new Set([...fetched, ...first].filter(hasEditor))
  const files = `${first.length} files: the entry and its static imports`
  return [
    { name: 'first screen, gzip -9', value: ofFirst.gzip, unit: 'KB', target, note: files },
    { name: 'first screen, brotli', value: ofFirst.brotli, unit: 'KB', target, note: files },
    { name: 'first screen, uncompressed', value: ofFirst.plain, unit: 'KB', note: files },
    {
      name: 'fetched by a browser until the first screen, gzip -9',
      value: ofFetched.gzip,
      unit: 'KB',
      target,
      note: `${fetched.length} files, those that are imported later included`,
    },
    {
      name: 'files among these with the code editor',
      value: withEditor.size,
      unit: 'count',
      target: 0,
      note: `of ${elsewhere} in all`,
    },
  ]
}

/** The JavaScript of the first screen. */
export const firstScreenMeasurement: Measurement = { name: 'first-screen', title: 'First screen, JavaScript', take }
