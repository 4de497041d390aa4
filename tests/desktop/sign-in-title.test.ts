import { expect, test } from 'vitest'
import { readDesktopWords } from '../../electron/desktop/desktop-words.ts'
import { buildSignInTitle } from '../../electron/desktop/sign-in-title.ts'

const words = readDesktopWords('en', 'en')

test.each([
  ['https://login.example.com/a?code=secret#x', 'login.example.com · secure connection · Sign in'],
  ['https://login.example.com:8443/', 'login.example.com:8443 · secure connection · Sign in'],
  ['http://127.0.0.1:4711/practice?state=secret', '127.0.0.1:4711 · this machine · Sign in'],
  ['http://idp.example.com/', 'idp.example.com · not secure · Sign in'],
  ['https://user:secret@example.com/', 'example.com · secure connection · Sign in'],
  ['https://еxample.com/', 'xn--xample-2of.com · secure connection · Sign in'],
  ['about:blank', 'Sign in'],
  ['', 'Sign in'],
])('the title for %s tells the host and its protection and nothing else', (url, title) => {
  expect(buildSignInTitle(url, words)).toBe(title)
})
