import type { Rule, SourceFile } from './source-file.ts'

/** Follows the imports from `path`; a file met again while it is still open closes a cycle. */
function walk(
  path: string,
  byPath: ReadonlyMap<string, SourceFile>,
  open: string[],
  done: Set<string>,
): readonly string[] {
  if (done.has(path)) return []
  const start = open.indexOf(path)
  if (start !== -1) return [[...open.slice(start), path].join(' -> ')]
  open.push(path)
  const targets = new Set((byPath.get(path)?.imports ?? []).flatMap(({ target }) => target ?? []))
  const found = [...targets].flatMap((target) => walk(target, byPath, open, done))
  open.pop()
  done.add(path)
  return found
}

/** No file reaches itself by imports. Types count: a cycle of types is two files that are one. */
export const noCycles: Rule = (files) => {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const done = new Set<string>()
  return files.flatMap(({ path }) => walk(path, byPath, [], done))
}
