import { describe, expect, test } from 'vitest'
import { listTestedModules, readConformanceRows, readModules } from '../conformance/read-modules.ts'

const modules = readModules()

describe('docs/conformance.md', () => {
  test('says "pass" of exactly those modules that are tests', () => {
    const passed = [...readConformanceRows()].flatMap(([name, said]) => (/^pass\b/.test(said) ? [name] : []))
    expect(passed.toSorted()).toEqual(listTestedModules().toSorted())
  })

  test('says of every other module why it does not apply', () => {
    const others = [...readConformanceRows().values()].filter((said) => !/^pass\b/.test(said))
    for (const said of others) expect(said).toMatch(/^does not apply: \S.{20,}/)
  })

  test.skipIf(modules === null)('names every module, and none that does not exist', () => {
    const names = (modules ?? []).map((one) => one.name)
    expect([...readConformanceRows().keys()].toSorted()).toEqual(names.toSorted())
  })
})
