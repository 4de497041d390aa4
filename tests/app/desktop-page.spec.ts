import { callHost } from './call-host.ts'
import { expect, test } from './open-app.ts'

/** What the main process gets for an address of the application, whoever asks. */
interface Fetched {
  readonly status: number
  readonly type: string | null
  readonly policy: string | null
  readonly text: string
}

const hostile = [
  '/../package.json',
  '/%2e%2e/package.json',
  '/..%2fpackage.json',
  '/..%5cpackage.json',
  '/assets/..%2f..%2felectron%2fmain.js',
  '/index.html%00.js',
  '//etc/passwd',
  '/etc/passwd',
  '/C:/Windows/win.ini',
  '/main.js',
  '/nowhere',
]

test.describe("the desktop window's page", () => {
  test('is found under its own address only', async ({ app }) => {
    const addresses = [
      ...hostile.map((path) => `app://tokendesk${path}`),
      'app://other/',
      'app://tokendisk/',
      'app://tokendesk.example/',
    ]
    const statuses = await app.desktop.evaluate(
      ({ net }, urls) => Promise.all(urls.map(async (url) => (await net.fetch(url)).status)),
      addresses,
    )
    expect(Object.fromEntries(addresses.map((url, at) => [url, statuses[at]]))).toEqual(
      Object.fromEntries(addresses.map((url) => [url, 404])),
    )
  })

  test('comes with the whole policy and a nonce of its own at every load', async ({ app }) => {
    const load = (): Promise<Fetched> =>
      app.desktop.evaluate(async ({ net }) => {
        const answer = await net.fetch('app://tokendesk/')
        const read = (name: string) => answer.headers.get(name)
        return {
          status: answer.status,
          type: read('content-type'),
          policy: read('content-security-policy'),
          text: await answer.text(),
        }
      }, null)
    const [one, other] = [await load(), await load()]
    const nonce = /name="style-nonce" content="([^"]+)"/.exec(one.text)?.[1]
    expect(one).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' })
    expect(one.policy).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; ` +
        "font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
    expect(other.text).not.toContain(String(nonce))
  })

  test('runs no code that a hostile text brings, and says so', async ({ app }) => {
    // Ends when Chromium has reported all three; what it did not report would let the test run out of time.
    const seen = await app.page.evaluate(async () => {
      const missing = new Set(['connect-src', 'script-src-attr', 'script-src-elem'])
      const reported = new Promise<void>((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          missing.delete(effectiveDirective)
          if (missing.size === 0) resolve()
        })
      })
      const place = document.body.appendChild(document.createElement('div'))
      place.innerHTML = `<img src="data:," onerror="document.title='owned'"><iframe src="https://example.com/"></iframe>`
      const script = document.createElement('script')
      script.textContent = "document.title = 'owned'"
      place.append(script)
      const isBlocked = await fetch('https://example.com/').then(
        () => false,
        () => true,
      )
      await reported
      return { title: document.title, isBlocked }
    })
    expect(seen.title).not.toBe('owned')
    expect(seen.isBlocked).toBe(true)
  })

  test('breaks no rule of its policy while it shows itself', async ({ app }) => {
    const broken: string[] = []
    app.page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) broken.push(message.text())
    })
    await app.page.reload()
    expect((await callHost(app.page, 'app.status', {})).ok).toBe(true)
    expect(broken).toEqual([])
  })
})
