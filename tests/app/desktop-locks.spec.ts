import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { callHost, sendToHost } from './call-host.ts'
import { expect, test } from './open-app.ts'

let server: Server
let origin = ''
const asked: string[] = []

test.beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.setHeader('content-type', 'text/html').end('<title>elsewhere</title>')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
test.beforeEach(() => void asked.splice(0))
test.afterAll(() => void server.close())

/** Ways out of the page that a script on it could try. */
const waysOut: Readonly<Record<string, (url: string) => void>> = {
  'an assignment': (url) => {
    location.href = url
  },
  'a replacement': (url) => location.replace(url),
  'a link': (url) => {
    const link = document.body.appendChild(document.createElement('a'))
    link.href = url
    link.click()
  },
  'a link to a new window': (url) => {
    const link = document.body.appendChild(document.createElement('a'))
    link.href = url
    link.target = '_blank'
    link.click()
  },
  'window.open': (url) => void window.open(url),
  'a form': (url) => {
    const form = document.body.appendChild(document.createElement('form'))
    form.action = url
    form.submit()
  },
  'a frame': (url) => {
    const frame = document.body.appendChild(document.createElement('iframe'))
    frame.src = url
  },
  'a download': (url) => {
    const link = document.body.appendChild(document.createElement('a'))
    link.href = url
    link.download = 'a.exe'
    link.click()
  },
}

test('the desktop window stays on its page, whatever leads elsewhere', async ({ app }) => {
  const before = app.page.url()
  for (const [name, leave] of Object.entries(waysOut)) {
    await test.step(name, async () => {
      await app.page.evaluate(leave, `${origin}/elsewhere`)
      // The next answer comes after whatever the page had started.
      expect((await callHost(app.page, 'app.status', {})).ok).toBe(true)
      expect(app.page.url()).toBe(before)
    })
  }
  await test.step('an origin that only begins like its own', async () => {
    await app.page.evaluate(() => {
      location.href = 'app://tokendesk.evil.example/'
    })
    expect((await callHost(app.page, 'app.status', {})).ok).toBe(true)
    expect(app.page.url()).toBe(before)
  })
  await expect.poll(() => app.page.context().pages().length).toBe(1)
  expect(asked).toEqual([])
})

test('the desktop window grants nothing', async ({ app }) => {
  for (const name of ['geolocation', 'notifications', 'clipboard-read', 'midi']) {
    const query = async (name: string) => (await navigator.permissions.query({ name: name as PermissionName })).state
    expect(await app.page.evaluate(query, name), name).not.toBe('granted')
  }
})

test('the desktop window stores its own exports and no other file', async ({ app }) => {
  const isPrevented = async (href: string | null): Promise<boolean> => {
    const prevented = app.desktop.evaluate(
      ({ session }) =>
        new Promise<boolean>((resolve) =>
          session.defaultSession.once('will-download', (event, item) => {
            resolve(event.defaultPrevented)
            // Ends here what was allowed: the system would ask for a place.
            item.cancel()
          }),
        ),
      null,
    )
    await app.page.evaluate((href) => {
      const link = document.body.appendChild(document.createElement('a'))
      link.href = href ?? URL.createObjectURL(new Blob(['{}']))
      link.download = 'profile.json'
      link.click()
    }, href)
    return prevented
  }
  expect(await isPrevented('data:application/octet-stream,a')).toBe(true)
  expect(await isPrevented(null)).toBe(false)
})

test('the desktop window copies what a person asks for, though it may not write to the clipboard by itself', async ({
  app,
}) => {
  const write = () =>
    navigator.clipboard.writeText('a').then(
      () => 'written',
      (error: Error) => error.name,
    )
  expect(await app.page.evaluate(write)).toBe('NotAllowedError')
  await sendToHost(app.page, 'exchanges.start', { profileId: 'practice-oidc' })
  await app.page.getByText('OpenID Connect (practice)').click()
  const copy = app.page.getByRole('button', { name: 'Copy sign-in URL' })
  await copy.click()
  await expect(app.page.getByText('Copied', { exact: true }).first()).toBeVisible()
})
