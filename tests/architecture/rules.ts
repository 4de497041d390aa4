import { fileMedian, fileMost, functionMost, functionP95 } from './budgets.ts'
import { noCycles } from './cycles.ts'
import { webPreferencesAreExplicit, windowsStayHardened } from './electron-rules.ts'
import { flowMovesRight } from './flow-order.ts'
import { kebabCase, noVagueNames, plainWords, testsMirrorSources, verbsCarryPurity } from './names.ts'
import { editorIsLazy, folderPermissions, nothingImportsTests, windowLayers } from './permissions.ts'
import { oneFilePerPower, powersHaveOwners } from './powers.ts'
import type { Rule } from './source-file.ts'
import { noAny, noBarrels, noDefaultExports, noEnums, noSilencing, noTextAsCode } from './syntax.ts'

/** A rule, whether it holds for the tests too, and small projects that break it. */
export interface Checked {
  readonly title: string
  readonly rule: Rule
  readonly withTests: boolean
  readonly bad: readonly Readonly<Record<string, string>>[]
}

const lines = (count: number) => 'void 0\n'.repeat(count)
const aFunction = (count: number) => `export function long() {\n${lines(count - 2)}}\n`
const at = (path: string, ...texts: readonly string[]) => texts.map((text) => ({ [path]: text }))

const permissionRules: readonly Checked[] = [
  {
    title: 'a folder is a permission',
    rule: folderPermissions,
    withTests: false,
    bad: [
      ...at(
        'shared/flow/grant.ts',
        `import 'node:crypto'`,
        `import { x } from '../contract/calls.ts'`,
        `import 'undici'`,
      ),
      ...at(
        'shared/flow/grant.ts',
        `import { x } from '../../electron/host/host.ts'`,
        `export const x = import('react')`,
      ),
      ...at('shared/dialects/xt.ts', `import { x } from '../flow/profile.ts'`),
      ...at('shared/lib/mask.ts', `import type { X } from '../flow/profile.ts'`),
      ...at('electron/host/host.ts', `import { app } from 'electron'`, `export { x } from '../desktop/window.ts'`),
      ...at('electron/host/host.ts', `import 'electron-store'`, `import { x } from '../../renderer/x.ts'`),
      ...at('electron/loopback/http-door.ts', `import { app } from 'electron'`, `import '../desktop/window.ts'`),
      ...at('electron/preload.ts', `import { x } from '../shared/lib/mask.ts'`, `import 'node:fs'`, `import 'zod'`),
      ...at(
        'electron/cli.ts',
        `import { x } from './desktop/window.ts'`,
        `import { app } from 'electron'`,
        `import { x } from 'react'`,
      ),
      ...at('renderer/app.tsx', `import { x } from '../electron/host/host.ts'`, `import 'node:fs'`, `import 'libsql'`),
      ...at('lib/stray.ts', `export const x = 1`),
    ],
  },
  {
    title: 'nothing imports tests',
    rule: nothingImportsTests,
    withTests: false,
    bad: at('electron/host/host.ts', `import { x } from '../../tests/fakes/provider.ts'`),
  },
  {
    title: 'views know stores, stores know the connection, never back',
    rule: windowLayers,
    withTests: false,
    bad: [
      ...at('renderer/stores/run.ts', `import { X } from '../views/run.tsx'`),
      ...at('renderer/connection.ts', `import { x } from './stores/run.ts'`),
    ],
  },
  {
    title: 'the code editor is loaded only when it is needed',
    rule: editorIsLazy,
    withTests: false,
    bad: [{ 'renderer/main.tsx': `import { A } from './app.tsx'`, 'renderer/app.tsx': `import '@codemirror/view'` }],
  },
  {
    title: 'data moves right along the flow',
    rule: flowMovesRight,
    withTests: false,
    bad: [
      ...at('shared/flow/grant.ts', `import { x } from './token-set.ts'`, `import type { X } from './expiry.ts'`),
      ...at('shared/flow/profile-draft.ts', `import { x } from './exchange-trail.ts'`),
      ...at('shared/flow/token-set/lifetimes.ts', `import { x } from '../expiry.ts'`),
      ...at('shared/flow/stray.ts', `export const x = 1`),
    ],
  },
  {
    title: 'no file reaches itself by imports',
    rule: noCycles,
    withTests: true,
    bad: [
      { 'shared/lib/a.ts': `import { b } from './b.ts'`, 'shared/lib/b.ts': `export * from './a.ts'` },
      { 'shared/lib/a.ts': `import type { B } from './b.ts'`, 'shared/lib/b.ts': `export const a = import('./a.ts')` },
      { 'shared/lib/a.ts': `export * from './a.ts'` },
    ],
  },
  {
    title: 'one file per outside power',
    rule: oneFilePerPower,
    withTests: false,
    bad: [
      ...at('electron/host/x.ts', `import 'undici'`, `import 'libsql'`, `import '@napi-rs/keyring'`, `console.log(1)`),
      ...at('electron/host/x.ts', `await fetch('x')`, `const x = Date.now()`, `const x = new Date()`, `Date()`),
      ...at('electron/host/x.ts', `process.stdout.write('x')`, `const { write } = process.stderr`, `Math.random()`),
      ...at('electron/host/x.ts', `import { spawn } from 'node:child_process'`, `const now = Date.now`),
      ...at('electron/desktop/x.ts', `import { safeStorage } from 'electron'`, `import { clipboard } from 'electron'`),
      ...at(
        'electron/desktop/x.ts',
        `import { shell } from 'electron'\nshell.openExternal('x')`,
        `import 'electron-store'`,
      ),
      ...at('renderer/x.tsx', `fetch('x')`, `new EventSource('x')`, `localStorage.clear()`, `document.cookie = 'x'`),
      ...at('renderer/x.tsx', `navigator.clipboard.writeText('x')`, `window.sessionStorage.clear()`),
      ...at('shared/lib/x.ts', `const now = new Date()`),
    ],
  },
  {
    title: 'every power has its owner',
    rule: powersHaveOwners,
    withTests: false,
    bad: at('electron/host/host.ts', `export const x = 1`),
  },
]

const budgetRules: readonly Checked[] = [
  { title: 'the median file is short', rule: fileMedian, withTests: false, bad: at('shared/lib/x.ts', lines(101)) },
  { title: 'no file is too long', rule: fileMost, withTests: true, bad: at('shared/lib/x.ts', lines(301)) },
  { title: 'functions are short', rule: functionP95, withTests: false, bad: at('shared/lib/x.ts', aFunction(46)) },
  {
    title: 'no function is too long',
    rule: functionMost,
    withTests: true,
    bad: [
      ...at('shared/lib/x.ts', aFunction(81), `export const x = () => {\n${lines(79)}}\n`),
      ...at('renderer/x.tsx', `export const X = () => (\n<p>\n${'a\n'.repeat(78)}</p>)\n`),
      ...at('electron/host/x.ts', `export const x = { run() {\n${lines(80)}} }\n`),
    ],
  },
]

const syntaxRules: readonly Checked[] = [
  {
    title: 'no type is any',
    rule: noAny,
    withTests: true,
    bad: at(
      'shared/lib/x.ts',
      `export const x: any = 1`,
      `export type X = readonly any[]`,
      `export const x = y as any`,
    ),
  },
  {
    title: 'nothing silences the compiler or the linter',
    rule: noSilencing,
    withTests: true,
    bad: at(
      'shared/lib/x.ts',
      ...['@ts-ignore', '@ts-expect-error', '@ts-nocheck', 'biome-ignore x'].map((x) => `// ${x}`),
    ),
  },
  {
    title: 'nothing is exported as a default',
    rule: noDefaultExports,
    withTests: true,
    bad: at('renderer/x.tsx', `export default function X() {}`, `const x = 1\nexport { x as default }`),
  },
  { title: 'there are no enums', rule: noEnums, withTests: true, bad: at('shared/lib/x.ts', `export enum X { a }`) },
  {
    title: 'no file only hands on what others export',
    rule: noBarrels,
    withTests: true,
    bad: at('shared/lib/x.ts', `export * from './a.ts'`, `import { a } from './a.ts'\nexport { a }`),
  },
  {
    title: 'no text turns into code',
    rule: noTextAsCode,
    withTests: false,
    bad: [
      ...at('renderer/x.tsx', `eval('1')`, `new Function('1')`, `node.innerHTML = '1'`, `document.write('1')`),
      ...at(
        'renderer/x.tsx',
        `const x = <p dangerouslySetInnerHTML={{ __html: '1' }} />`,
        `node.insertAdjacentHTML('1')`,
      ),
      ...at('renderer/x.tsx', `const x = { dangerouslySetInnerHTML: y }`),
    ],
  },
]

const nameRules: readonly Checked[] = [
  {
    title: 'files and folders are written in kebab-case',
    rule: kebabCase,
    withTests: true,
    bad: [...at('shared/lib/tokenSet.ts', ''), ...at('shared/Lib/x.ts', ''), ...at('renderer/Token_card.tsx', '')],
  },
  {
    title: 'no name says nothing',
    rule: noVagueNames,
    withTests: true,
    bad: [...at('shared/utils/x.ts', ''), ...at('shared/lib/helpers.ts', ''), ...at('renderer/index.ts', '')],
  },
  {
    title: 'exported names use plain words',
    rule: plainWords,
    withTests: false,
    bad: [
      ...at(
        'shared/lib/x.ts',
        `export class TokenManager {}`,
        `export interface IToken {}`,
        `export type TokenUtils = 1`,
      ),
      ...at('shared/lib/x.ts', `export function handleToken() {}`, `export const processToken = () => 1`),
    ],
  },
  {
    title: 'shared exports no verb that has effects',
    rule: verbsCarryPurity,
    withTests: false,
    bad: at('shared/flow/grant.ts', `export function sendGrant() {}`, `export const openPage = () => 1`),
  },
  {
    title: 'tests mirror the sources',
    rule: testsMirrorSources,
    withTests: true,
    bad: [
      { 'tests/shared/lab/mask.test.ts': '', 'shared/lib/mask.ts': 'export const x = 1' },
      { 'tests/host/hots.test.ts': '', 'electron/host/host.ts': 'export const x = 1' },
    ],
  },
]

const options = (text: string) => `export const x = new BrowserWindow({ webPreferences: { ${text} } })`

const electronRules: readonly Checked[] = [
  {
    title: 'windows stay hardened',
    rule: windowsStayHardened,
    withTests: false,
    bad: [
      ...at(
        'electron/desktop/x.ts',
        options('nodeIntegration: true'),
        options('sandbox: false'),
        options('devTools: true'),
      ),
      ...at('electron/desktop/x.ts', options('webSecurity: false'), options(`enableBlinkFeatures: 'x'`)),
      ...at('electron/desktop/x.ts', `window.loadURL('http://127.0.0.1')`, `window.loadFile('x.html')`),
    ],
  },
  {
    title: 'web preferences write the important switches out',
    rule: webPreferencesAreExplicit,
    withTests: false,
    bad: at('electron/desktop/x.ts', options('sandbox: true')),
  },
]

export const allRules = [...permissionRules, ...budgetRules, ...syntaxRules, ...nameRules, ...electronRules]
