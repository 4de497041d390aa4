import type { Rule, SourceFile } from './source-file.ts'

const word = '[a-z0-9]+(-[a-z0-9]+)*'
const kebabFolder = new RegExp(`^${word}$`)
const kebabFile = new RegExp(`^${word}(\\.(test|spec|bench|config|d))?\\.tsx?$`)
const vague = /^(utils?|helpers?|common|misc|index)$/

/** Files and folders are written in kebab-case. */
export const kebabCase: Rule = (files) =>
  files.flatMap(({ path }) => {
    const folders = path.split('/')
    const file = folders.pop() ?? ''
    return kebabFile.test(file) && folders.every((folder) => kebabFolder.test(folder))
      ? []
      : [`${path} is not kebab-case`]
  })

/** No file and no folder has a name that says nothing. */
export const noVagueNames: Rule = (files) =>
  files
    .filter(({ path }) => path.split('/').some((part) => vague.test(part.replace(/\..*$/, ''))))
    .map(({ path }) => `${path} has a name that says nothing`)

interface Exported {
  readonly name: string
  readonly isType: boolean
}

function exportedNames({ places }: SourceFile): readonly Exported[] {
  return places.flatMap(({ node, parent }): readonly Exported[] => {
    if (parent?.type !== 'ExportNamedDeclaration') return []
    switch (node.type) {
      case 'FunctionDeclaration':
      case 'ClassDeclaration':
        return node.id === null ? [] : [{ name: node.id.name, isType: false }]
      case 'TSInterfaceDeclaration':
      case 'TSTypeAliasDeclaration':
        return [{ name: node.id.name, isType: true }]
      case 'VariableDeclaration':
        return node.declarations.flatMap(({ id }) =>
          id.type === 'Identifier' ? [{ name: id.name, isType: false }] : [],
        )
      default:
        return []
    }
  })
}

const emptyWord = /(Manager|Service|Helper|Utils?|Impl)$/
const emptyVerb = /^(handle|process|manage)[A-Z]/

/** Exported names use the words of the specifications and no filler. */
export const plainWords: Rule = (files) =>
  files.flatMap((file) =>
    exportedNames(file)
      .filter(
        ({ name, isType }) => emptyWord.test(name) || emptyVerb.test(name) || (isType && /^I[A-Z][a-z]/.test(name)),
      )
      .map(({ name }) => `${file.path} exports ${name}`),
  )

/** `send`, `catch`, `open` and `run` have effects, so nothing under shared/ is called so. */
export const verbsCarryPurity: Rule = (files) =>
  files
    .filter(({ path }) => path.startsWith('shared/'))
    .flatMap((file) =>
      exportedNames(file)
        .filter(({ name, isType }) => !isType && /^(send|catch|open|run)[A-Z]/.test(name))
        .map(({ name }) => `${file.path} exports ${name}, the name of an effect`),
    )

/** The folders of tests that mirror a folder of sources. */
const mirrored: Readonly<Record<string, string>> = {
  'tests/shared/': 'shared/',
  'tests/host/': 'electron/host/',
  'tests/desktop/': 'electron/desktop/',
  'tests/loopback/': 'electron/loopback/',
  'tests/command-line/': 'electron/command-line/',
  'tests/electron/': 'electron/',
  'tests/renderer/': 'renderer/',
}

/**
 * A test lies where its source lies. In an area's own folder it carries a source's name (`<source>.test.ts` or
 * `<source>-<aspect>.test.ts`); in a folder below, which mirrors a folder of sources, it may speak of the whole folder.
 */
export const testsMirrorSources: Rule = (files) => {
  const ownFiles = files.filter(({ path }) => !path.startsWith('tests/'))
  // What a source imports is a source too, e.g. the words of a language, which are JSON.
  const paths = ownFiles.flatMap(({ path, imports }) => [path, ...imports.flatMap(({ target }) => target ?? [])])
  const sources = paths.map((path) => path.replace(/\.\w+$/, ''))
  const folders = new Set(
    sources.flatMap((path) => path.split('/').map((_, end, parts) => parts.slice(0, end).join('/'))),
  )
  const known = new Set([...sources, ...folders])
  return files.flatMap(({ path }) => {
    const mirror = Object.entries(mirrored).find(([folder]) => path.startsWith(folder))
    if (mirror === undefined || !/\.test\.tsx?$/.test(path)) return []
    const [from, to] = mirror
    const name = path.slice(from.length).replace(/\.test\.tsx?$/, '')
    const words = name.split('-')
    const hasSource = words.some((_, end) => known.has(to + words.slice(0, end + 1).join('-')))
    const hasFolder = name.includes('/') && folders.has(to + name.slice(0, name.lastIndexOf('/')))
    return hasSource || hasFolder ? [] : [`${path} has no source beside it in ${to}`]
  })
}
