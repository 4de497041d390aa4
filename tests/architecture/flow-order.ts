import type { Rule } from './source-file.ts'

/** The street: a datum may be built from the data before it only. */
export const flowOrder = [
  'profile',
  'authorization-request',
  'captured-redirect',
  'grant',
  'token-request',
  'raw-response',
  'token-set',
  'decoded-token',
  'expiry',
  'exchange',
] as const

const folder = 'shared/flow/'

/**
 * The place of a file in the street. A datum may have several files: `token-set.ts`, `token-set-lifetimes.ts` and
 * `token-set/lifetimes.ts` all stand at `token-set`. Absent for a file that belongs to no datum.
 */
export function flowPosition(path: string): number | undefined {
  const name = path.slice(folder.length).replace(/\.tsx?$/, '')
  const position = flowOrder.findIndex(
    (datum) => name === datum || name.startsWith(`${datum}-`) || name.startsWith(`${datum}/`),
  )
  return position === -1 ? undefined : position
}

/** Data moves right along the street, and every file of the street belongs to one datum. */
export const flowMovesRight: Rule = (files) =>
  files
    .filter(({ path }) => path.startsWith(folder))
    .flatMap((file) => {
      const own = flowPosition(file.path)
      if (own === undefined) return [`${file.path} belongs to no datum of the street`]
      return file.imports.flatMap(({ target, specifier }) => {
        const other = target?.startsWith(folder) ? flowPosition(target) : undefined
        return other !== undefined && other > own ? [`${file.path} imports ${specifier}, which comes later`] : []
      })
    })
