/**
 * `npm run bench [name ...]`, after a build: bundles the measurements as the product is bundled, because code under a test
 * runner is slower, and runs them in a plain Node. Plain JavaScript, because Node 20 runs it without a build.
 */
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))
// Inside node_modules, so that the bundles find the packages.
const folder = join(root, 'node_modules/.cache', `bench-${process.pid}`)
const entries = ['bench', 'exchange/provider']
const input = Object.fromEntries(entries.map((name) => [name.replace('/', '-'), join(root, `tests/bench/${name}.ts`)]))
const output = { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' }

try {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: { ssr: true, target: 'node20', minify: false, outDir: folder, rolldownOptions: { input, output } },
  })
  const args = [join(folder, 'bench.js'), ...process.argv.slice(2)]
  process.exitCode = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
