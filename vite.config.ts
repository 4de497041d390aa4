import { chmodSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { EnvironmentOptions, Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Left outside the bundles: native modules, what Electron itself provides, and what is large and loaded on demand. */
const external = ['electron', 'libsql', '@napi-rs/keyring', 'electron-store', 'oidc-provider']

const entries = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, at(`electron/${name}.ts`)]))

/** What runs in Node: everything else is bundled, because one file opens much faster than a few hundred. */
const node = (input: Record<string, string>, output: object, emptyOutDir: boolean): EnvironmentOptions => ({
  consumer: 'server',
  resolve: { noExternal: true, external },
  build: {
    target: 'node20',
    outDir: at('dist/electron'),
    emptyOutDir,
    minify: false,
    copyPublicDir: false,
    rolldownOptions: { input, output },
  },
})

const commandIsExecutable: Plugin = {
  name: 'command-is-executable',
  applyToEnvironment: (environment) => environment.name === 'electron',
  writeBundle: (_options, bundle) => {
    if ('cli.js' in bundle) chmodSync(at('dist/electron/cli.js'), 0o755)
  },
}

export default defineConfig({
  root: at('renderer'),
  base: './',
  plugins: [react(), commandIsExecutable],
  build: {
    outDir: at('dist/renderer'),
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy allows neither inline scripts nor scripts in data: addresses.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200,
  },
  environments: {
    // Chunks lie beside the entries, so that a path relative to import.meta.url means the same in both.
    electron: node(
      entries('main', 'serve', 'cli', 'start'),
      { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      true,
    ),
    // A sandboxed preload is one CommonJS file.
    preload: node(entries('preload'), { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false }, false),
  },
  test: {
    root: at('.'),
    include: ['tests/**/*.test.{ts,tsx}'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
  builder: {
    buildApp: async (builder) => {
      // In this order: the Node bundles empty the folder that the preload is written to.
      for (const name of ['client', 'electron', 'preload']) {
        const environment = builder.environments[name]
        if (environment) await builder.build(environment)
      }
    },
  },
})
