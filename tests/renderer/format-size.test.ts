import i18next, { type TFunction } from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import { formatSize } from '../../renderer/format-size.ts'
import en from '../../renderer/languages/en.json' with { type: 'json' }

let english: TFunction

beforeAll(async () => {
  await i18next.init({ defaultNS: 'words', resources: { en: { words: en } } })
  english = i18next.getFixedT('en')
})

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1.0 KB'],
  [1_048_576, '1024.0 KB'],
])('%i bytes are written as %s', (bytes, text) => {
  expect(formatSize(bytes, english)).toBe(text)
})
