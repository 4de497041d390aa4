import { describe, expect, test } from 'vitest'
import { isOpenable } from '../../electron/host/openable-url.ts'

const hostile: readonly unknown[] = [
  '',
  'file:///etc/passwd',
  'file://server/share/a.exe',
  'smb://server/share',
  'ms-msdt:/id PCWDiagnostic',
  'ms-word:ofe|u|https://example.com/a.docx',
  'search-ms:query=a&crumb=location:\\\\server\\share',
  'javascript:alert(1)',
  'JavaScript:alert(1)//https://example.com',
  'data:text/html,<script>1</script>',
  'vbscript:msgbox(1)',
  'blob:https://example.com/1',
  'view-source:https://example.com/',
  'mailto:a@example.com',
  'app://tokendesk/',
  'about:blank',
  '\\\\server\\share\\a.exe',
  '//example.com/',
  '/etc/passwd',
  'C:\\Windows\\system32\\calc.exe',
  'https:example.com',
  'https:/example.com',
  'https:\\\\example.com\\a',
  'https://user:pass@example.com/',
  'https://example.com@evil.example/',
  'https://@evil.example/',
  'https://example.com/%00.exe',
  'https://example.com/a\0b',
  'https://example.com/a\nb',
  'https://example.com/a b',
  ' https://example.com/',
  'https://example.com/"--flag',
  'https://example.com/`id`',
  'https://example.com/|calc',
  'https://example.com/^&calc',
  'https://example.com/<a>',
  'https://еxample.com/',
  'https://example.com/\u202egpj.exe',
  'https://ｅxample.com/',
  'https://exa%mple.com/',
  'https://',
  'http://example.com/',
  'http://127.0.0.1.example.com/',
  'http://localhost.example.com/',
  'http://0.0.0.0/',
  `https://example.com/${'a'.repeat(8192)}`,
  null,
  undefined,
  ['https://example.com/'],
  { toString: () => 'https://example.com/' },
]

describe('an address for other programs', () => {
  test.each(hostile.map((url) => [url]))('refuses %j', (url) => {
    expect(isOpenable(url)).toBe(false)
  })

  const good = [
    'https://login.example.com/authorize?client_id=a&redirect_uri=http%3A%2F%2F127.0.0.1%3A4711%2Fcallback&scope=a+b',
    'https://login.example.com:8443/oauth2/authorize',
    'https://xn--fsq.example/',
    'https://[2001:db8::1]/a',
    "https://example.com/a(b)!*'~;,=:@$",
    'http://127.0.0.1:40123/practice/authorize?state=a%2Bb',
    'http://[::1]:8080/',
    'http://localhost:3000/a',
  ]
  test.each(good.map((url) => [url]))('opens %s', (url) => {
    expect(isOpenable(url)).toBe(true)
  })
})
