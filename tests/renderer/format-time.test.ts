import i18next, { type TFunction } from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import { formatElapsed, formatLeft, formatMoment } from '../../renderer/format-time.ts'
import en from '../../renderer/languages/en.json' with { type: 'json' }
import zh from '../../renderer/languages/zh-Hans.json' with { type: 'json' }
import { epochMs } from '../../shared/lib/units.ts'

const now = epochMs(new Date(2026, 10, 20, 10, 26, 18).getTime())
const later = (seconds: number) => epochMs(now + seconds * 1000)
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

const day = 86_400

describe('the time that is left', () => {
  test.each([
    [0, '0s ago', '0 秒前'],
    [1, '1s', '1 秒'],
    [73, '1m 13s', '1 分 13 秒'],
    [2 * 3600 - 1, '1h 59m', '1 小时 59 分'],
    [5 * 3600 + 8 * 60, '5h 08m', '5 小时 08 分'],
    [179 * day + 23 * 3600 + 56 * 60, '179d 23h', '179 天 23 小时'],
    [-72, '1m 12s ago', '1 分 12 秒前'],
  ])('%i s in two units', (seconds, inEnglish, inChinese) => {
    expect(formatLeft(later(seconds), now, 'text', english)).toBe(inEnglish)
    expect(formatLeft(later(seconds), now, 'text', chinese)).toBe(inChinese)
  })

  test('has three units on a card', () => {
    expect(formatLeft(later(179 * day + 23 * 3600 + 56 * 60), now, 'card', english)).toBe('179d 23h 56m')
  })

  test('has one unit in a row from a day on, and short units in Chinese', () => {
    expect(formatLeft(later(179 * day), now, 'row', english)).toBe('179d')
    expect(formatLeft(later(3600 + 57 * 60), now, 'row', chinese)).toBe('1 时 57 分')
    expect(formatLeft(later(-2 * 3600 - 10), now, 'row', english)).toBe('2 h ago')
  })

  test('counts a started second, so that it never says 0 before the end', () => {
    expect(formatLeft(epochMs(now + 1), now, 'text', english)).toBe('1s')
  })
})

test('a moment of today has no date, any other has its weekday', () => {
  expect(formatMoment(later(73), now, english, 'en')).toBe('Today 10:27:31')
  expect(formatMoment(later(180 * day), now, english, 'en')).toMatch(/^Wed 19 May 2027, \d\d:\d\d:18$/)
  expect(formatMoment(later(180 * day), now, chinese, 'zh-Hans')).toMatch(/^2027年5月19日周三 /)
})

test('short times are exact', () => {
  expect(formatElapsed(6, english)).toBe('6 ms')
  expect(formatElapsed(8420, english)).toBe('8.42 s')
})
