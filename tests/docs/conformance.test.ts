import { describe, expect, test } from 'vitest'
import { listTestedModules, readConformanceRows } from '../conformance/read-modules.ts'

describe('docs/conformance.md', () => {
  test('says "pass" of exactly those modules that are tests', () => {
    const passed = [...readConformanceRows()].flatMap(([name, said]) => (/^pass\b/.test(said) ? [name] : []))
    expect(passed.toSorted()).toEqual(listTestedModules().toSorted())
  })

  test('says of every other module why it does not apply', () => {
    const others = [...readConformanceRows().values()].filter((said) => !/^pass\b/.test(said))
    for (const said of others) expect(said).toMatch(/^does not apply: \S.{20,}/)
  })
})
