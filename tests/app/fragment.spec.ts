import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Page, test } from '@playwright/test'
import { catchLoopback, type LoopbackCatcher } from '../../electron/host/catch-loopback.ts'
import { epochMs } from '../../shared/lib/units.ts'

const state = 'the-state-of-this-run'
const hostile = '<script>document.title="hacked"</script>'
const answer = `code=a%2Bb&state=${state}&id_token=e30.e30.sig&error_description=${encodeURIComponent(hostile)}`

async function openCatcher(): Promise<LoopbackCatcher> {
  const redirect = { kind: 'loopback', host: '127.0.0.1', port: 0, path: '/callback' } as const
  const opened = await catchLoopback(redirect, () => epochMs(1))
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
  opened.value.expect({ state, codeParameter: 'code', origin: 'https://as.example', inFragment: true })
  return opened.value
}

/** A page of somebody else, which sends the browser wherever its script says. */
async function openStranger(script: string): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><body><script>${script}</script>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server }
}

test.describe('the answer in a fragment', () => {
  let catcher: LoopbackCatcher
  test.beforeEach(async () => {
    catcher = await openCatcher()
  })
  test.afterEach(() => catcher.close())

  async function comeBack(page: Page): Promise<void> {
    await page.goto(`${catcher.redirectUri}?lane=1#${answer}`)
    await expect(page.getByRole('heading')).toHaveText('Back to Tokendesk')
  }

  test('is handed over by a real browser, byte for byte, and stands nowhere afterwards', async ({ page }) => {
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    await comeBack(page)
    expect(await catcher.caught).toMatchObject({
      maker: 'loopback',
      url: `${catcher.redirectUri}#${answer}`,
      parameters: [
        ['code', 'a+b'],
        ['state', state],
        ['id_token', 'e30.e30.sig'],
        ['error_description', hostile],
      ],
    })
    expect(complaints).toEqual([])
    expect([page.url(), await page.title()]).toEqual([catcher.redirectUri, 'Back to Tokendesk'])
    expect(await page.content()).not.toMatch(/e30|hacked|the-state/)
    await page.goBack()
    expect(page.url()).not.toMatch(/code=|e30/)
  })

  test('of a page elsewhere that posts it itself is not taken, and the true one still is', async ({ page }) => {
    const script = `const f=document.createElement('form');f.method='post';f.action=${JSON.stringify(catcher.redirectUri)};const i=document.createElement('input');i.name='fragment';i.value=${JSON.stringify(answer.replace('a%2Bb', 'stolen'))};f.append(i);document.body.append(f);f.submit()`
    const stranger = await openStranger(script)
    const refused = page.waitForResponse((response) => response.url() === catcher.redirectUri)
    await page.goto(stranger.url)
    expect((await refused).status()).toBe(403)
    stranger.server.close()
    await comeBack(page)
    expect((await catcher.caught).parameters[0]).toEqual(['code', 'a+b'])
  })
})
