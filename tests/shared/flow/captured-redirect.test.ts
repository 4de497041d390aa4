import { describe, expect, test } from 'vitest'
import { isRedirectTo, maskCapturedRedirect, readPastedRedirect } from '../../../shared/flow/captured-redirect.ts'
import { epochMs } from '../../../shared/lib/units.ts'

const redirectUri = 'http://127.0.0.1:5000/callback'
const now = epochMs(1)

describe('what a person pastes', () => {
  test.each(['', '   ', 'two words', '\n'])('%j is unreadable', (text) => {
    expect(readPastedRedirect(text, redirectUri, now)).toMatchObject({
      ok: false,
      problem: { code: 'redirect_unreadable' },
    })
  })

  test.each([
    'http://127.0.0.1:5001/callback?code=a',
    'http://127.0.0.1:5000/callback2?code=a',
    'http://127.0.0.1:5000/callback/?code=a',
    'https://127.0.0.1:5000/callback?code=a',
    'http://127.0.0.1.evil.example:5000/callback?code=a',
    'http://user@127.0.0.1:5000/callback?code=a',
  ])('%s is another address, and its code is not repeated in the problem', (text) => {
    const read = readPastedRedirect(text, redirectUri, now)
    expect(read).toMatchObject({ ok: false, problem: { code: 'redirect_mismatch' } })
    expect(JSON.stringify(read)).not.toContain('code=a')
  })

  test('is read as a URL, as a query alone, and as a bare code', () => {
    expect(readPastedRedirect(` "${redirectUri}?code=a&state=s" `, redirectUri, now)).toMatchObject({
      ok: true,
      value: {
        maker: 'pasted_url',
        parameters: [
          ['code', 'a'],
          ['state', 's'],
        ],
      },
    })
    expect(readPastedRedirect('?code=a&state=s', redirectUri, now)).toMatchObject({
      ok: true,
      value: { maker: 'pasted_url' },
    })
    expect(readPastedRedirect('SplxlOBeZQQYbYS6WxSbIA', redirectUri, now)).toMatchObject({
      ok: true,
      value: { maker: 'pasted_code', parameters: [['code', 'SplxlOBeZQQYbYS6WxSbIA']] },
    })
  })

  test('is read from the fragment as well, as with response_mode=fragment', () => {
    expect(readPastedRedirect(`${redirectUri}#code=a&state=s`, redirectUri, now)).toMatchObject({
      ok: true,
      value: {
        parameters: [
          ['code', 'a'],
          ['state', 's'],
        ],
      },
    })
  })
})

test('a redirect is matched by origin and path, never by the beginning of the text', () => {
  expect(isRedirectTo('http://127.0.0.1:5000/callback?code=1', redirectUri)).toBe(true)
  expect(isRedirectTo('http://127.0.0.1:5000/callbackx', redirectUri)).toBe(false)
  expect(isRedirectTo('com.example.app:/cb?code=1', 'com.example.app:/cb')).toBe(true)
})

test('a redirect is shown without its code', () => {
  const read = readPastedRedirect(`${redirectUri}?code=secret-code&state=s`, redirectUri, now)
  if (!read.ok) throw new Error(read.problem.code)
  const shown = JSON.stringify(maskCapturedRedirect(read.value))
  expect(shown).not.toContain('secret-code')
  expect(shown).toContain('state=s')
})
