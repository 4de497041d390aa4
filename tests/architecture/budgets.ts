import type { Place, Rule, SourceFile } from './source-file.ts'

/** Lines. A file of tests has the same hard limits; the medians speak of the sources. */
export const budget = { fileMedian: 100, fileMost: 300, functionP95: 45, functionMost: 80 } as const

/** The value below or at which `share` of the values lie (nearest rank); zero when there are none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}

const functionTypes = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

/** The body of `describe(...)` is a chapter of tests and not a function that anybody reads as one. */
const isChapter = ({ parent }: Place, text: string) =>
  parent?.type === 'CallExpression' &&
  /(^|\.)describe(\.\w+)*$/.test(text.slice(parent.callee.start, parent.callee.end))

interface Measured {
  readonly at: string
  readonly lines: number
}

function measureFunctions(file: SourceFile): readonly Measured[] {
  return file.places
    .filter((place) => functionTypes.has(place.node.type) && !isChapter(place, file.text))
    .map(({ node }) => {
      const first = file.lineAt(node.start)
      return { at: `${file.path}:${first}`, lines: file.lineAt(node.end) - first + 1 }
    })
}

/** Half of the files have at most 100 lines. */
export const fileMedian: Rule = (files) => {
  const median = percentile(
    files.map(({ lines }) => lines),
    0.5,
  )
  return median > budget.fileMedian ? [`the median file has ${median} lines`] : []
}

/** No file has more than 300 lines. */
export const fileMost: Rule = (files) =>
  files.filter(({ lines }) => lines > budget.fileMost).map(({ path, lines }) => `${path} has ${lines} lines`)

/** Nineteen of twenty functions have at most 45 lines. */
export const functionP95: Rule = (files) => {
  const p95 = percentile(
    files.flatMap(measureFunctions).map(({ lines }) => lines),
    0.95,
  )
  return p95 > budget.functionP95 ? [`the function at the 95th percentile has ${p95} lines`] : []
}

/** No function has more than 80 lines; components count. */
export const functionMost: Rule = (files) =>
  files
    .flatMap(measureFunctions)
    .filter(({ lines }) => lines > budget.functionMost)
    .map(({ at, lines }) => `${at} is a function of ${lines} lines`)
