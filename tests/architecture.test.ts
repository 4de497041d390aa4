import { describe, expect, test } from 'vitest'
import { allRules, type Checked } from './architecture/rules.ts'
import { parseExample, readSources } from './architecture/source-file.ts'

const sources = readSources(['electron', 'renderer', 'shared'])
const everything = [...sources, ...readSources(['tests'])]

describe.each<Checked>(allRules)('$title', ({ rule, withTests, bad }) => {
  test('holds for the whole project', () => {
    expect(rule(withTests ? everything : sources)).toEqual([])
  })

  // Each rule is shown small projects that break it: a rule that cannot fail protects nothing.
  test.each(bad.map((texts, index) => ({ index, texts })))('would notice bad example $index', ({ texts }) => {
    expect(rule(parseExample(texts))).not.toEqual([])
  })
})

test('the project has sources to check', () => {
  expect(sources.length).toBeGreaterThan(10)
})
