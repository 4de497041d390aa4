import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ESTree, parseSync } from 'vite'

/** One import, export-from or dynamic import. */
export interface Import {
  /** As written. */
  readonly specifier: string
  /** The project file it names, from the project's root; absent for a package. */
  readonly target?: string
  readonly isTypeOnly: boolean
  readonly isDynamic: boolean
}

/** A syntax node with the node around it. */
export interface Place {
  readonly node: ESTree.Node
  readonly parent: ESTree.Node | undefined
}

/** One parsed TypeScript file; `path` is from the project's root with forward slashes. */
export interface SourceFile {
  readonly path: string
  readonly text: string
  readonly lines: number
  readonly imports: readonly Import[]
  readonly places: readonly Place[]
  readonly comments: readonly string[]
  /** The line, from 1, of an offset into `text`. */
  readonly lineAt: (offset: number) => number
}

/** A rule of the architecture: what it finds wrong, one sentence each; nothing when all is well. */
export type Rule = (files: readonly SourceFile[]) => readonly string[]

const isNode = (value: unknown): value is ESTree.Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

function collectPlaces(node: ESTree.Node, parent: ESTree.Node | undefined, into: Place[]): Place[] {
  into.push({ node, parent })
  for (const member of Object.values(node)) {
    for (const child of Array.isArray(member) ? member : [member]) if (isNode(child)) collectPlaces(child, node, into)
  }
  return into
}

function readImport({ node }: Place): Omit<Import, 'target'> | undefined {
  switch (node.type) {
    case 'ImportDeclaration': {
      const named =
        node.specifiers.length > 0 && node.specifiers.every((one) => 'importKind' in one && one.importKind === 'type')
      return { specifier: node.source.value, isTypeOnly: node.importKind === 'type' || named, isDynamic: false }
    }
    case 'ExportAllDeclaration':
      return { specifier: node.source.value, isTypeOnly: node.exportKind === 'type', isDynamic: false }
    case 'ExportNamedDeclaration':
      if (node.source === null) return undefined
      return { specifier: node.source.value, isTypeOnly: node.exportKind === 'type', isDynamic: false }
    case 'ImportExpression':
      if (node.source.type !== 'Literal' || typeof node.source.value !== 'string') return undefined
      return { specifier: node.source.value, isTypeOnly: false, isDynamic: true }
    case 'TSImportType':
      return { specifier: node.source.value, isTypeOnly: true, isDynamic: false }
    default:
      return undefined
  }
}

function resolveImport(path: string, place: Place): Import | undefined {
  const read = readImport(place)
  if (read === undefined || !read.specifier.startsWith('.')) return read
  return { ...read, target: posix.join(posix.dirname(path), read.specifier) }
}

/** Parses one file. A file that does not parse is a mistake of ours, so it throws. */
export function parseSource(path: string, text: string): SourceFile {
  const { program, comments, errors } = parseSync(path, text)
  const [first] = errors
  if (first !== undefined) throw new Error(`${path}: ${first.message}`)
  const places = collectPlaces(program, undefined, [])
  return {
    path,
    text,
    lines: text.replace(/\n$/, '').split('\n').length,
    imports: places.flatMap((place) => resolveImport(path, place) ?? []),
    places,
    comments: comments.map((comment) => comment.value),
    lineAt: (offset) => text.slice(0, offset).split('\n').length,
  }
}

/** Parses a small project that exists in memory only, e.g. the bad example of a rule. */
export function parseExample(texts: Readonly<Record<string, string>>): readonly SourceFile[] {
  return Object.entries(texts).map(([path, text]) => parseSource(path, text))
}

export const projectRoot = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** Every TypeScript file under the folders, parsed. */
export function readSources(folders: readonly string[]): readonly SourceFile[] {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
      .filter((path) => /\.tsx?$/.test(path)),
  )
  return paths.sort().map((path) => parseSource(path, readFileSync(join(projectRoot, path), 'utf8')))
}
