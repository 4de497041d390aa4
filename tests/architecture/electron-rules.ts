import type { ESTree } from 'vite'
import type { Rule } from './source-file.ts'

/** Switches of Electron's security checklist (2, 3, 4, 6, 8, 9, 10, 11) and the only value they may have here. */
const switches: Readonly<Record<string, boolean>> = {
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  devTools: false,
}

const keyOf = (node: ESTree.Node) =>
  node.type === 'Property' && node.key.type === 'Identifier' ? node.key.name : undefined

function isUnsafeSwitch(node: ESTree.Node): boolean {
  const key = keyOf(node)
  if (node.type !== 'Property' || key === undefined) return false
  if (key === 'enableBlinkFeatures') return true
  const only = switches[key]
  // Only a literal can be judged here; a computed value (developer tools while developing) is judged by a person.
  return only !== undefined && node.value.type === 'Literal' && node.value.value !== only
}

/** `loadFile`, or `loadURL` of an address that is written out and starts with http (checklist 1 and 18). */
function loadsForeignPage(node: ESTree.Node, text: string): boolean {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false
  const name = node.callee.property.type === 'Identifier' ? node.callee.property.name : undefined
  if (name === 'loadFile') return true
  const [first] = node.arguments
  return name === 'loadURL' && first !== undefined && /^['"`](https?|file):/.test(text.slice(first.start, first.end))
}

/** No window weakens Electron's protections and none loads a page that is not the application's own. */
export const windowsStayHardened: Rule = (files) =>
  files
    .filter(({ path }) => path.startsWith('electron/'))
    .flatMap((file) =>
      file.places
        .filter(({ node }) => isUnsafeSwitch(node) || loadsForeignPage(node, file.text))
        .map(
          ({ node }) => `${file.path}:${file.lineAt(node.start)} ${file.text.slice(node.start, node.end).slice(0, 80)}`,
        ),
    )

const required = ['contextIsolation', 'nodeIntegration', 'sandbox', 'webSecurity', 'webviewTag']

/** Whoever writes web preferences writes the important ones out, so that a changed default changes nothing. */
export const webPreferencesAreExplicit: Rule = (files) =>
  files
    .filter(({ path }) => path.startsWith('electron/'))
    .flatMap((file) =>
      file.places.flatMap(({ node }) => {
        if (node.type !== 'Property' || keyOf(node) !== 'webPreferences' || node.value.type !== 'ObjectExpression')
          return []
        const keys = node.value.properties.map(keyOf)
        const hasSpread = node.value.properties.some((property) => property.type === 'SpreadElement')
        const missing = hasSpread ? [] : required.filter((key) => !keys.includes(key))
        return missing.map((key) => `${file.path}:${file.lineAt(node.start)} leaves ${key} to its default`)
      }),
    )
