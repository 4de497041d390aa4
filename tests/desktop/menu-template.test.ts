import { describe, expect, test } from 'vitest'
import { readDesktopWords } from '../../electron/desktop/desktop-words.ts'
import { buildMenuTemplate } from '../../electron/desktop/menu-template.ts'

const english = readDesktopWords('en', 'en-GB')
const write = (...of: Parameters<typeof buildMenuTemplate>) => JSON.stringify(buildMenuTemplate(...of))

describe('the menu', () => {
  test('has nothing for developers in the packaged application', () => {
    expect(write(english, 'linux', true)).not.toMatch(/reload|toggleDevTools/)
    expect(write(english, 'linux', false)).toMatch(/reload.*toggleDevTools/)
  })

  test('names roles only: no entry runs code of its own', () => {
    expect(write(english, 'linux', false)).not.toContain('click')
    expect(JSON.stringify(buildMenuTemplate(english, 'win32', true))).toContain('"role":"paste"')
  })

  test("begins with the system's own menu on macOS, which brings its quit entry", () => {
    expect(buildMenuTemplate(english, 'darwin', true)[0]).toEqual({ role: 'appMenu' })
  })

  test('is written in the chosen language, or in that of the system', () => {
    expect(write(readDesktopWords('zh-Hans', 'en-GB'), 'linux', true)).toContain('全选')
    expect(write(readDesktopWords('system', 'zh-CN'), 'linux', true)).toContain('全选')
    expect(write(readDesktopWords('en', 'zh-CN'), 'linux', true)).toContain('Select all')
    expect(write(readDesktopWords('system', 'zha-Latn'), 'linux', true)).toContain('Select all')
  })

  test('has other words in every entry of the other language', () => {
    const chinese = readDesktopWords('zh-Hans', '')
    const same = Object.entries(english).filter(([key, word]) => chinese[key as keyof typeof chinese] === word)
    expect(same).toEqual([])
  })
})
