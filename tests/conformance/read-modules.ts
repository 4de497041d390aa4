import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One of the OpenID Foundation's tests for relying parties. */
export interface RpModule {
  readonly name: string
  readonly expect: string
}

const list = join(import.meta.dirname, '../../../shared/vectors/oidcc-client-test-modules.json')

/** All of them; `null` where the material from outside does not lie beside the project. */
export function readModules(): readonly RpModule[] | null {
  if (!existsSync(list)) return null
  return (JSON.parse(readFileSync(list, 'utf8')) as { readonly modules: readonly RpModule[] }).modules
}

/** The titles of the tests in this folder that are names of modules. */
export function listTestedModules(): readonly string[] {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts'))
  const texts = files.map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
  return [
    ...new Set(
      texts.flatMap((text) => [...text.matchAll(/test\(\s*'(oidcc-[a-z0-9-]+)'/g)].map(([, name]) => name ?? '')),
    ),
  ]
}

/** The rows of docs/conformance.md about modules: what the document says of each. */
export function readConformanceRows(): ReadonlyMap<string, string> {
  const text = readFileSync(join(import.meta.dirname, '../../docs/conformance.md'), 'utf8')
  const rows = [...text.matchAll(/^\| `(oidcc-[a-z0-9-]+)` \| (.+) \|$/gm)]
  return new Map(rows.map(([, name = '', said = '']) => [name, said]))
}
