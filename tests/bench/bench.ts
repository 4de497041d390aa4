import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { getMeasurement } from './command-line/measure-get.ts'
import { exchangeMeasurement } from './exchange/measure-exchange.ts'
import type { Figure, Measurement } from './figure.ts'
import { writeTable } from './table.ts'
import { vaultMeasurement } from './vault/measure-vault.ts'
import { firstScreenMeasurement } from './window/measure-first-screen.ts'
import { manyProfilesMeasurement } from './window/measure-many-profiles.ts'
import { memoryMeasurement } from './window/measure-memory.ts'

const measurements: readonly Measurement[] = [
  exchangeMeasurement,
  getMeasurement,
  memoryMeasurement,
  firstScreenMeasurement,
  manyProfilesMeasurement,
  vaultMeasurement,
]

interface Chapter {
  readonly name: string
  readonly title: string
  readonly figures: readonly Figure[]
}

function readMachine(): Readonly<Record<string, string | number>> {
  return {
    date: new Date().toISOString(),
    node: process.version,
    system: `${process.platform} ${release()} ${process.arch}`,
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
  }
}

async function run(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !measurements.some((one) => one.name === name))
  if (unknown.length > 0) throw new Error(`there is no measurement ${unknown.join(', ')}`)
  const machine = readMachine()
  process.stdout.write(`${JSON.stringify(machine)}\n`)
  const chapters: Chapter[] = []
  for (const { name, title, take } of measurements) {
    if (names.length > 0 && !names.includes(name)) continue
    const chapter = { name, title, figures: await take() }
    chapters.push(chapter)
    process.stdout.write(`\n${writeTable(title, chapter.figures)}`)
  }
  mkdirSync('test-results', { recursive: true })
  writeFileSync('test-results/bench.json', `${JSON.stringify({ machine, chapters }, null, 2)}\n`)
  const tables = chapters.map(({ title, figures }) => writeTable(title, figures))
  writeFileSync('test-results/bench.md', tables.join('\n'))
}

await run(process.argv.slice(2))
