import type { Import, Rule, SourceFile } from './source-file.ts'

/** What the files of one place may import. `project` are folders or files, `packages` are package names. */
interface Permission {
  readonly place: string
  readonly project: readonly string[]
  readonly exceptProject?: readonly string[]
  readonly packages: readonly string[] | 'any'
  /** Packages that stay forbidden where any may be used. */
  readonly except?: readonly string[]
  readonly node: boolean
  /** The place may import the project's types only. */
  readonly typesOnly?: boolean
}

const purePackages = ['zod', 'fast-xml-parser']
const desktopPackages = ['electron', 'electron-store']
const windowPackages = [
  'react',
  'react-dom',
  'react-i18next',
  'zustand',
  '@mantine',
  '@tabler',
  '@tanstack',
  '@codemirror',
  'uqr',
]
const withoutElectron = [...desktopPackages, ...windowPackages]

/** The table of the design, the most specific place first: the first row whose place holds a file decides. */
const permissions: readonly Permission[] = [
  { place: 'shared/lib', project: ['shared/lib'], packages: purePackages, node: false },
  {
    place: 'shared/flow',
    project: ['shared/flow', 'shared/dialects', 'shared/lib'],
    packages: purePackages,
    node: false,
  },
  { place: 'shared/dialects', project: ['shared/dialects', 'shared/lib'], packages: purePackages, node: false },
  { place: 'shared', project: ['shared'], packages: purePackages, node: false },
  {
    place: 'electron/host',
    project: ['electron/host', 'shared'],
    packages: 'any',
    except: withoutElectron,
    node: true,
  },
  {
    place: 'electron/desktop',
    project: ['electron/desktop', 'electron/host', 'shared'],
    packages: 'any',
    except: windowPackages,
    node: true,
  },
  {
    place: 'electron/loopback',
    project: ['electron/loopback', 'electron/host', 'shared'],
    packages: 'any',
    except: withoutElectron,
    node: true,
  },
  { place: 'electron/preload.ts', project: ['shared'], packages: ['electron'], node: false, typesOnly: true },
  {
    place: 'electron/main.ts',
    project: ['electron/desktop', 'electron/host', 'shared'],
    packages: 'any',
    except: windowPackages,
    node: true,
  },
  // The entries without a window: they may join everything but the desktop's half.
  {
    place: 'electron',
    project: ['electron', 'shared'],
    exceptProject: ['electron/desktop', 'electron/main.ts', 'electron/preload.ts'],
    packages: 'any',
    except: withoutElectron,
    node: true,
  },
  {
    place: 'renderer',
    project: ['renderer', 'shared'],
    packages: [...purePackages, ...windowPackages, 'i18next', '@lezer'],
    node: false,
  },
]

const isInside = (path: string, place: string) => path === place || path.startsWith(`${place}/`)

/** `@scope/name/deep` belongs to `@scope/name` and to `@scope`. */
const isPackage = (specifier: string, name: string) => specifier === name || specifier.startsWith(`${name}/`)

function refusal(one: Import, permission: Permission): string | undefined {
  if (one.target !== undefined) {
    const target = one.target
    if (permission.typesOnly && !one.isTypeOnly) return 'may import only types from the project'
    const holds = (place: string) => isInside(target, place)
    const isAllowed = permission.project.some(holds) && !permission.exceptProject?.some(holds)
    return isAllowed ? undefined : 'is outside its folder’s permission'
  }
  if (one.specifier.startsWith('node:')) return permission.node ? undefined : 'needs Node'
  const { packages, except = [] } = permission
  const isAllowed = packages === 'any' || packages.some((name) => isPackage(one.specifier, name))
  const isRefused = !isAllowed || except.some((name) => isPackage(one.specifier, name))
  return isRefused ? 'is a package its folder may not use' : undefined
}

function refusals(file: SourceFile): readonly string[] {
  const permission = permissions.find(({ place }) => isInside(file.path, place))
  if (permission === undefined) return [`${file.path} lies in no folder of the design`]
  return file.imports.flatMap((one) => {
    const reason = refusal(one, permission)
    return reason === undefined ? [] : [`${file.path} imports ${one.specifier}, which ${reason}`]
  })
}

/** A folder is a permission: every import is allowed by the row of the file's folder. */
export const folderPermissions: Rule = (files) => files.flatMap(refusals)

/** Nothing imports tests; not even the sources' own tests lie beside them. */
export const nothingImportsTests: Rule = (files) =>
  files.flatMap((file) =>
    file.imports
      .filter(({ target }) => target !== undefined && isInside(target, 'tests'))
      .map(({ specifier }) => `${file.path} imports ${specifier}`),
  )

/** In the window views know stores, stores know the connection, and never the other way round. */
export const windowLayers: Rule = (files) => {
  const layerOf = (path: string) => {
    if (isInside(path, 'renderer/connection.ts') || isInside(path, 'renderer/connection')) return 0
    return isInside(path, 'renderer/stores') ? 1 : isInside(path, 'renderer/views') ? 2 : undefined
  }
  return files.flatMap((file) => {
    const own = layerOf(file.path)
    return file.imports.flatMap(({ target, specifier }) => {
      const other = target === undefined ? undefined : layerOf(target)
      const isBack = own !== undefined && other !== undefined && other > own
      return isBack ? [`${file.path} imports ${specifier}, which lies behind it`] : []
    })
  })
}

/** The code editor is large: the first screen must not reach it by static imports. */
export const editorIsLazy: Rule = (files) => {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const reached = new Set<string>(['renderer/main.tsx'])
  for (const path of reached) {
    for (const one of byPath.get(path)?.imports ?? []) {
      if (one.target !== undefined && !one.isDynamic && !one.isTypeOnly) reached.add(one.target)
    }
  }
  return [...reached].flatMap((path) =>
    (byPath.get(path)?.imports ?? [])
      .filter((one) => isPackage(one.specifier, '@codemirror') && !one.isDynamic && !one.isTypeOnly)
      .map((one) => `${path} brings ${one.specifier} into the first screen`),
  )
}
