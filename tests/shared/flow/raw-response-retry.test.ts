import { expect, test } from 'vitest'
import { readRetryMoment } from '../../../shared/flow/raw-response-retry.ts'
import { epochMs } from '../../../shared/lib/units.ts'
import { rawResponseOf } from './raw-response-of.ts'

const at = Date.parse('2026-01-01T00:00:00Z')
const read = (value: string) =>
  readRetryMoment(rawResponseOf('', { receivedAt: epochMs(at), headers: [['Retry-After', value]] }))

test.each([
  ['120', at + 120_000],
  ['0', at],
  ['Thu, 01 Jan 2026 00:05:00 GMT', at + 300_000],
  ['999999999', at + 3_600_000],
  ['Thu, 01 Jan 2099 00:00:00 GMT', at + 3_600_000],
  ['Thu, 01 Jan 1970 00:00:00 GMT', null],
  ['soon', null],
  ['-5', null],
  ['', null],
])('Retry-After: %s', (value, moment) => {
  expect(read(value)).toBe(moment)
})
