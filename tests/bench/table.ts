import { type Figure, writeTarget, writeValue } from './figure.ts'

/** A chapter as a Markdown table, aligned so that it reads as plain text too. */
export function writeTable(title: string, figures: readonly Figure[]): string {
  const rows = [
    ['what', 'value', 'target', 'how'],
    ...figures.map((figure) => [figure.name, writeValue(figure), writeTarget(figure), figure.note ?? '']),
  ]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[], fill = ' ') =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`
  const [head = [], ...body] = rows
  const ruler = line(
    widths.map(() => ''),
    '-',
  )
  return `### ${title}\n\n${[line(head), ruler, ...body.map((row) => line(row))].join('\n')}\n`
}
