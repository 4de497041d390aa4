import i18next, { type TFunction } from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import en from '../../../../../renderer/languages/en.json' with { type: 'json' }
import zh from '../../../../../renderer/languages/zh-Hans.json' with { type: 'json' }
import {
  contradictionWords,
  endWords,
  tickWords,
} from '../../../../../renderer/views/tokens/lifetimes/lifetime-words.ts'
import { epochMs } from '../../../../../shared/lib/units.ts'
import { expiryOf, sourceOf } from '../expiry-of.ts'

// The day in these sentences is that of the person's own time zone.
const morning = epochMs(new Date(2026, 10, 20, 10, 26, 18).getTime())
const later = (seconds: number) => epochMs(morning + seconds * 1000)
const day = 86_400
let english: TFunction
let chinese: TFunction

beforeAll(async () => {
  await i18next.init({
    defaultNS: 'words',
    resources: { en: { words: en }, 'zh-Hans': { words: zh } },
    interpolation: { escapeValue: false },
  })
  english = i18next.getFixedT('en')
  chinese = i18next.getFixedT('zh-Hans')
})

describe('the words at the end of a bar', () => {
  test('never promise that an unknown end does not come', () => {
    expect(endWords(expiryOf({ at: null }), morning, english, 'en')).toMatch(/unknown does not mean endless/)
    expect(endWords(expiryOf({ at: null }), morning, chinese, 'zh-Hans')).toMatch(/“未知”不等于“永久”/)
  })

  test.each([
    [-72, 'ended 1m 12s ago', '1 分 12 秒前已到期'],
    [73, '10:27:31, in 1m 13s', '10:27:31 到期，还有 1 分 13 秒'],
    [6 * day + 7200, 'Thu 26 Nov, 12:26, in 6d 02h', '11月26日周四 12:26 到期，还有 6 天 02 小时'],
    [180 * day, '19 May 2027', '2027年5月19日'],
  ])('say for an end %s seconds from now: %s', (seconds, inEnglish, inChinese) => {
    const expiry = expiryOf({ at: later(seconds) })
    expect(endWords(expiry, morning, english, 'en')).toBe(inEnglish)
    expect(endWords(expiry, morning, chinese, 'zh-Hans')).toBe(inChinese)
  })
})

describe('a contradicted reading', () => {
  test.each([
    [sourceOf({ kind: 'moment', field: 'expires_at' }), 2 * day, '22 Nov 2026, if expires_at were right'],
    [sourceOf({ kind: 'duration', field: 'expires_in', unit: 's' }), 60, '10:27 today, if expires_in were right'],
    [sourceOf({ kind: 'duration', field: 'ttl', unit: 'ms' }), 15_325, '14:41 today, if it were milliseconds'],
  ])('is told as what it would mean', (source, seconds, words) => {
    const right = sourceOf({ kind: 'duration', field: 'ttl', unit: 's', verdict: 'agrees' })
    const contradiction = { source, at: later(seconds) }
    expect(contradictionWords(contradiction, expiryOf({ sources: [right, source] }), morning, english, 'en')).toBe(
      words,
    )
  })
})

describe('the marks of the axis', () => {
  test.each([
    [{ amount: 5, unit: 'minutes', past: true }, '−5 min', '−5 分钟'],
    [{ amount: 1, unit: 'days', past: false }, '1 day', '1 天'],
    [{ amount: 1, unit: 'weeks', past: false }, '1 week', '1 周'],
    [{ amount: 180, unit: 'days', past: false }, '180 d', '180 天'],
  ] as const)('%j is called %s', (tick, inEnglish, inChinese) => {
    expect(tickWords({ ...tick, share: 0 }, english)).toBe(inEnglish)
    expect(tickWords({ ...tick, share: 0 }, chinese)).toBe(inChinese)
  })
})
