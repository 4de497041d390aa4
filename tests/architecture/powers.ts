import type { ESTree } from 'vite'
import type { Place, Rule, SourceFile } from './source-file.ts'

/** Something outside the program that exactly the files named may touch. */
interface Power {
  readonly name: string
  readonly files: readonly string[]
  /** Where it applies; everywhere when absent. */
  readonly folder?: string
  readonly uses: (file: SourceFile) => boolean
}

const imports =
  (...names: readonly string[]) =>
  (file: SourceFile) =>
    file.imports.some((one) => !one.isTypeOnly && names.includes(one.specifier))

/** Takes `name` from the module `electron`. */
const takesFromElectron = (name: string) => (file: SourceFile) =>
  file.places.some(
    ({ node, parent }) =>
      node.type === 'ImportSpecifier' &&
      node.imported.type === 'Identifier' &&
      node.imported.name === name &&
      parent?.type === 'ImportDeclaration' &&
      parent.source.value === 'electron' &&
      parent.importKind !== 'type',
  )

/** `object.member`, e.g. `Date.now`; the object may itself be a member (`window.localStorage`). */
function isMember(node: ESTree.Node, object: string, member: string): boolean {
  if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier' || node.property.name !== member)
    return false
  const owner = node.object
  if (owner.type === 'Identifier') return owner.name === object
  return owner.type === 'MemberExpression' && owner.property.type === 'Identifier' && owner.property.name === object
}

const usesMember =
  (...pairs: readonly (readonly [string, string])[]) =>
  (file: SourceFile) =>
    file.places.some(({ node }) => pairs.some(([object, member]) => isMember(node, object, member)))

/** A name of the environment that is used as a value and not as somebody's member or key. */
function isGlobalUse({ node, parent }: Place, name: string): boolean {
  if (node.type !== 'Identifier' || node.name !== name || parent === undefined) return false
  if (parent.type === 'MemberExpression') return parent.object === node
  return parent.type === 'CallExpression' || parent.type === 'NewExpression'
}

const usesGlobal =
  (...names: readonly string[]) =>
  (file: SourceFile) =>
    file.places.some((place) => names.some((name) => isGlobalUse(place, name)))

const readsClock = (file: SourceFile) =>
  usesMember(['Date', 'now'])(file) ||
  file.places.some(
    ({ node }) =>
      (node.type === 'NewExpression' || node.type === 'CallExpression') &&
      node.callee.type === 'Identifier' &&
      node.callee.name === 'Date' &&
      node.arguments.length === 0,
  )

/** One file per outside power. An empty list means that nobody may. */
const powers: readonly Power[] = [
  { name: 'outbound HTTP', files: ['electron/host/send-request.ts'], uses: imports('undici') },
  { name: 'outbound HTTP by other means', files: [], folder: 'electron', uses: usesGlobal('fetch', 'WebSocket') },
  {
    name: 'the host, from the window',
    files: ['renderer/connection.ts'],
    folder: 'renderer',
    uses: usesGlobal('fetch', 'EventSource', 'WebSocket', 'XMLHttpRequest'),
  },
  { name: 'SQLite', files: ['electron/host/vault/database.ts'], uses: imports('libsql') },
  { name: 'the OS keyring', files: ['electron/host/vault/keyring-holder.ts'], uses: imports('@napi-rs/keyring') },
  { name: 'electron-store', files: ['electron/desktop/preferences.ts'], uses: imports('electron-store') },
  { name: 'safeStorage', files: ['electron/desktop/secret-box.ts'], uses: takesFromElectron('safeStorage') },
  { name: 'the clipboard', files: ['electron/desktop/clipboard.ts'], uses: takesFromElectron('clipboard') },
  {
    name: 'the clipboard, from the window',
    files: ['renderer/clipboard.ts'],
    folder: 'renderer',
    uses: usesMember(['navigator', 'clipboard']),
  },
  { name: 'openExternal', files: ['electron/desktop/open-outside.ts'], uses: usesMember(['shell', 'openExternal']) },
  {
    name: 'other programs',
    files: ['electron/host/open-browser.ts', 'electron/start.ts'],
    uses: imports('node:child_process'),
  },
  { name: 'the clock', files: ['electron/host/clock.ts', 'renderer/clock.ts'], uses: readsClock },
  {
    name: 'the terminal',
    files: ['electron/host/print.ts'],
    uses: (file) => usesGlobal('console')(file) || usesMember(['process', 'stdout'], ['process', 'stderr'])(file),
  },
  { name: 'what is typed', files: ['electron/command-line/terminal-input.ts'], uses: usesMember(['process', 'stdin']) },
  { name: 'unsafe randomness', files: [], uses: usesMember(['Math', 'random']) },
  {
    name: 'storage in the window',
    files: [],
    folder: 'renderer',
    uses: (file) =>
      usesGlobal('localStorage', 'sessionStorage', 'indexedDB')(file) ||
      usesMember(['window', 'localStorage'], ['window', 'sessionStorage'], ['document', 'cookie'])(file),
  },
]

/** Each outside power is used in the file that owns it and nowhere else. */
export const oneFilePerPower: Rule = (files) =>
  powers.flatMap(({ name, files: owners, folder, uses }) =>
    files
      .filter(({ path }) => (folder === undefined || path.startsWith(`${folder}/`)) && !owners.includes(path))
      .filter(uses)
      .map(({ path }) => `${path} uses ${name}, which belongs to ${owners.join(' and ') || 'nobody'}`),
  )

/** The table names only files that exist: an owner that was renamed would leave its power to nobody. */
export const powersHaveOwners: Rule = (files) => {
  const paths = new Set(files.map(({ path }) => path))
  return powers.flatMap(({ name, files: owners }) =>
    owners.filter((owner) => !paths.has(owner)).map((owner) => `${name} belongs to ${owner}, which does not exist`),
  )
}
