import { describe, expect, test } from 'vitest'
import {
  countOutcomes,
  groupByDay,
  matchesFilter,
  noFilter,
  readNextRun,
  readResult,
} from '../../../../renderer/views/history/history-rows.ts'
import { type ExchangeRow, readExchangeRow } from '../../../../shared/flow/exchange.ts'
import { problem } from '../../../../shared/lib/problem.ts'
import { epochMs } from '../../../../shared/lib/units.ts'
import { answeredOf, cancelled, start, steps, stoppedOf } from '../run/exchange-of.ts'

const refused = readExchangeRow(answeredOf('rfc6749', '{"error":"invalid_client"}', { status: 401 }))
const received = readExchangeRow(answeredOf('rfc6749', '{"access_token":"abc"}'))
const stopped = readExchangeRow(stoppedOf([steps.authorize], cancelled))
const failed = readExchangeRow(stoppedOf([steps.authorize], problem('captured-redirect', 'port_taken')))
const rows = [refused, received, stopped, failed]
const shown = (text: string): readonly ExchangeRow[] => rows.filter((row) => matchesFilter(row, { ...noFilter, text }))

describe('the filter', () => {
  test('shows nothing for what no run has', () => {
    expect(shown('status:500')).toEqual([])
    expect(shown('nobody')).toEqual([])
  })

  test('compares named words with their own column', () => {
    expect(shown('status:401')).toEqual([refused])
    expect(shown('error:invalid_client')).toEqual([refused])
    expect(shown('error:port_taken')).toEqual([failed])
    expect(shown('state:cancelled')).toEqual([stopped])
  })

  test('joins words by "and", in any case', () => {
    expect(shown('PRACTICE 401')).toEqual([refused])
    expect(shown('practice 401 200')).toEqual([])
  })

  test('counts the ends of what the rest of it lets through', () => {
    expect(countOutcomes(rows, noFilter)).toEqual({ all: 4, received: 1, refused: 1, other: 2 })
    expect(countOutcomes(rows, { ...noFilter, text: 'status:401', outcome: 'received' })).toEqual({
      all: 1,
      received: 0,
      refused: 1,
      other: 0,
    })
  })
})

describe('a result', () => {
  test('of a run that was stopped is no refusal of the provider', () => {
    expect(readResult(failed, undefined)).toMatchObject({ glyph: 'attention', code: 'problem' })
    expect(readResult(stopped, undefined)).toMatchObject({ glyph: 'none', code: 'cancelled' })
  })

  test('of a refusal is the provider’s code', () => {
    expect(readResult(refused, undefined)).toMatchObject({ glyph: 'failed', text: 'invalid_client' })
  })

  test('of received tokens says when their end is disputed or unknown', () => {
    const at = epochMs(start)
    const setWith = (expiry: { readonly at: typeof at | null; readonly disputed: boolean }) => ({
      id: 's',
      profileId: 'p',
      exchangeId: 'run-1',
      receivedAt: at,
      run: 1,
      tokenType: null,
      scope: null,
      dead: false,
      tokens: [
        {
          kind: 'access_token' as const,
          preview: 'abc',
          form: 'opaque' as const,
          expiry: { of: 'access_token' as const, issuedAt: at, sources: [], ...expiry },
        },
      ],
    })
    expect(readResult(received, setWith({ at, disputed: true })).code).toBe('disputed')
    expect(readResult(received, setWith({ at: null, disputed: false })).code).toBe('unknown')
    expect(readResult(received, setWith({ at, disputed: false })).code).toBe('received')
  })
})

test('runs stand under their days, newest first', () => {
  const older = { ...received, id: 'older', startedAt: epochMs(start - 3 * 86_400_000) }
  expect(groupByDay([refused, received, older]).map((day) => day.rows.length)).toEqual([2, 1])
})

test('keys move within the list and not out of it', () => {
  const list = [refused, { ...received, id: 'b' }, { ...stopped, id: 'c' }]
  expect(readNextRun('j', list, 'run-1')).toBe('b')
  expect(readNextRun('ArrowUp', list, 'run-1')).toBe('run-1')
  expect(readNextRun('End', list, null)).toBe('c')
  expect(readNextRun('x', list, 'b')).toBeNull()
})
