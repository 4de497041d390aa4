import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readJson } from '../../../shared/dialects/body/read-json.ts'
import { dialectSchema } from '../../../shared/dialects/dialect.ts'
import { readTokenResponse } from '../../../shared/flow/token-set-reading.ts'
import { rawResponseOf } from './raw-response-of.ts'

const folder = join(import.meta.dirname, '../../../../shared/vectors/JSONTestSuite/test_parsing')
const present = existsSync(folder)
const files = present ? readdirSync(folder) : []

const strict = dialectSchema.parse({})
const lenient = dialectSchema.parse({ response: { syntaxes: ['json', 'relaxed_json', 'form', 'jsonp', 'xml'] } })

describe.skipIf(!present)('the JSON test suite (skipped where the test vectors are absent)', () => {
  test('finds every document that must be refused refused, and every other accepted, by strict JSON', () => {
    const wrong = files.filter((name) => {
      const reading = readJson(new TextDecoder('utf-8', { ignoreBOM: true }).decode(readFileSync(join(folder, name))))
      // Two documents that must be accepted are nested or large beyond our limit; the suite has none such.
      if (name.startsWith('y_')) return !reading.ok
      // A replaced byte is still no JSON when it stands outside of a string; inside, only the bytes were wrong.
      return name.startsWith('n_') && reading.ok && !/invalid.utf.?8|invalid-utf-8|lone|overlong/i.test(name)
    })
    expect(wrong).toEqual([])
  })

  test('never makes the reader throw, hang or give two answers, in 3 content types, 2 statuses and 2 dialects', () => {
    const slow: string[] = []
    for (const name of files) {
      const bytes = readFileSync(join(folder, name))
      for (const type of ['application/json', 'text/html', 'application/x-www-form-urlencoded'])
        for (const status of [200, 400])
          for (const dialect of [strict, lenient]) {
            const raw = rawResponseOf(bytes, { status, headers: [['content-type', type]] })
            const started = performance.now()
            const first = JSON.stringify(readTokenResponse(raw, dialect))
            if (performance.now() - started > 1000) slow.push(name)
            expect(JSON.stringify(readTokenResponse(raw, dialect))).toBe(first)
          }
    }
    expect(slow).toEqual([])
  })
})
