import type { ESTree } from 'vite'
import type { Place, Rule, SourceFile } from './source-file.ts'

/** Turns a question about one place into a rule that names the line. */
const noPlace =
  (what: string, isBad: (place: Place) => boolean): Rule =>
  (files) =>
    files.flatMap((file) =>
      file.places.filter(isBad).map(({ node }) => `${file.path}:${file.lineAt(node.start)} ${what}`),
    )

const configurations = new Set(['vite.config.ts', 'tests/playwright.config.ts'])

export const noAny = noPlace('says any', ({ node }) => node.type === 'TSAnyKeyword')

export const noEnums = noPlace(
  'declares an enum or a namespace',
  ({ node }) => node.type === 'TSEnumDeclaration' || (node.type === 'TSModuleDeclaration' && node.kind === 'namespace'),
)

/** A comment that silences the compiler or the linter. */
export const noSilencing: Rule = (files) =>
  files.flatMap((file) =>
    file.comments
      .filter((comment) => /@ts-(ignore|expect-error|nocheck)|biome-ignore|eslint-disable/.test(comment))
      .map((comment) => `${file.path} silences a check: ${comment.trim()}`),
  )

const exportsDefault = ({ node }: Place) =>
  node.type === 'ExportDefaultDeclaration' ||
  (node.type === 'ExportSpecifier' && node.exported.type === 'Identifier' && node.exported.name === 'default')

export const noDefaultExports: Rule = (files) =>
  noPlace('exports a default', exportsDefault)(files.filter(({ path }) => !configurations.has(path)))

const isReExport = (node: ESTree.Node) =>
  node.type === 'ExportAllDeclaration' ||
  (node.type === 'ExportNamedDeclaration' && node.source !== null) ||
  node.type === 'ImportDeclaration' ||
  (node.type === 'ExportNamedDeclaration' && node.declaration === null)

function isBarrel({ places }: SourceFile): boolean {
  const program = places[0]?.node
  return (
    program?.type === 'Program' &&
    program.body.length > 0 &&
    program.body.every(isReExport) &&
    program.body.some((node) => node.type !== 'ImportDeclaration')
  )
}

/** A file that only hands on what others export. */
export const noBarrels: Rule = (files) =>
  files.filter(isBarrel).map(({ path }) => `${path} only hands on what others export`)

const isNamed = (node: ESTree.Node | null | undefined, ...names: readonly string[]) =>
  node?.type === 'Identifier' && names.includes(node.name)

const memberName = (node: ESTree.Node) =>
  node.type === 'MemberExpression' && node.property.type === 'Identifier' ? node.property.name : undefined

/** Text that becomes code: `eval`, `new Function`, and the ways of turning text into elements. */
function runsText({ node }: Place): boolean {
  switch (node.type) {
    case 'CallExpression':
      return (
        isNamed(node.callee, 'eval', 'Function') || ['insertAdjacentHTML', 'write'].includes(documentCall(node) ?? '')
      )
    case 'NewExpression':
      return isNamed(node.callee, 'Function')
    case 'AssignmentExpression':
      return ['innerHTML', 'outerHTML', 'srcdoc'].includes(memberName(node.left) ?? '')
    case 'JSXAttribute':
      return node.name.type === 'JSXIdentifier' && ['dangerouslySetInnerHTML', 'srcDoc'].includes(node.name.name)
    case 'Property':
      return isNamed(node.key, 'dangerouslySetInnerHTML')
    default:
      return false
  }
}

/** The member called: any `insertAdjacentHTML`, but `write` of a document only. */
function documentCall(node: ESTree.CallExpression): string | undefined {
  const name = memberName(node.callee)
  if (name !== 'write') return name
  return node.callee.type === 'MemberExpression' && isNamed(node.callee.object, 'document') ? name : undefined
}

export const noTextAsCode = noPlace('turns text into code', runsText)
