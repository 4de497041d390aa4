import { defineConfig } from '@playwright/test'
import { findBrowser } from './app/find-browser.ts'

/**
 * The app specs are written once and run at every door: `browser` (the real browser mode), `desktop` (real Electron, skipped
 * with its reason where there is no binary) and `desktop-stand-in` (the built desktop bundles on a stand-in for Electron).
 */
const executablePath = findBrowser()

/** What happens before a door is chosen, or without a window, is the same everywhere and is run once. */
const testIgnore = ['start.spec.ts', 'fragment.spec.ts']

export default defineConfig({
  testDir: './app',
  testMatch: '*.spec.ts',
  outputDir: '../test-results/app',
  reporter: [['list'], ['json', { outputFile: '../test-results/app.json' }]],
  workers: 2,
  retries: 0,
  timeout: 60_000,
  // A busy machine with two cores is slow, not wrong; what misses says so before the whole test runs out of time.
  expect: { timeout: 20_000 },
  forbidOnly: true,
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    actionTimeout: 20_000,
    launchOptions: {
      executablePath,
      // Chromium refuses its sandbox to root, which is who runs in most containers.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  projects: [
    { name: 'browser', testIgnore: 'desktop-*.spec.ts' },
    { name: 'desktop', testIgnore },
    { name: 'desktop-stand-in', testIgnore },
  ],
})
