import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../architecture/source-file.ts'
import { openCommandLine, type RunningCommand } from '../command-line/run-cli.ts'

const guide = join(projectRoot, 'docs', 'guide')
const pages = readdirSync(guide).filter((name) => name.endsWith('.md') && name !== 'README.md')

/** The commands of a page in their order, each as its arguments. */
function readCommands(text: string): readonly (readonly string[])[] {
  const blocks = [...text.matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block)
  const lines = blocks.flatMap((block) => block.split('\n')).filter((line) => line.startsWith('npx tokendesk '))
  return lines.map((line) =>
    [...line.slice('npx tokendesk '.length).matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
      ([, single, double, bare]) => single ?? double ?? bare ?? '',
    ),
  )
}

async function findFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** What a browser does with the page of `response_mode=form_post`: it sends the form on to this machine. */
async function submitForm(page: string): Promise<void> {
  const action = /<form[^>]*action="(http:\/\/127\.0\.0\.1:\d+\/callback)"/.exec(page)?.[1]
  if (action === undefined) return
  const fields = [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
  const body = new URLSearchParams(fields.map(([, name = '', value = '']) => [name, value]))
  await (await fetch(action, { method: 'POST', body })).text()
}

/** Does what the person of the page does: opens the address, and allows what a page asks for there. */
async function goToPage(running: RunningCommand): Promise<void> {
  const said = await running.said('open ').catch(() => null)
  if (said === null) return
  // A device prints the address to type its code at first, and the one that has the code in it after that.
  const isDevice = said.endsWith('/device')
  const url = isDevice ? (await running.said('or open ')).slice('or open '.length) : said.slice('open '.length)
  const page = await fetch(url).catch(() => null)
  const text = (await page?.text()) ?? ''
  await submitForm(text)
  const code = new URL(url).searchParams.get('user_code')
  if (page === null || code === null || !text.includes('decision')) return
  const { origin, pathname } = new URL(url)
  await fetch(`${origin}${pathname}`, {
    method: 'POST',
    body: new URLSearchParams({ user_code: code, decision: 'allow' }),
  })
}

describe.each(pages)('the commands of %s', (name) => {
  const commands = readCommands(readFileSync(join(guide, name), 'utf8'))

  test.runIf(commands.length > 0)(
    'run as they stand, against the practice provider',
    async () => {
      const line = await openCommandLine()
      const port = String(await findFreePort())
      const servers: RunningCommand[] = []
      try {
        for (const args of commands) {
          const running = line.start(args.map((one) => one.replaceAll('47111', port)))
          if (args[0] === 'practice') {
            servers.push(running)
            await running.printed('OpenID Connect')
            continue
          }
          const [ended] = await Promise.all([running.ended, goToPage(running)])
          expect(ended, args.join(' ')).toMatchObject({ code: 0 })
          // A verdict that failed against our own provider would be a fault of one of the two.
          expect(ended.err, args.join(' ')).not.toContain('check failed')
        }
      } finally {
        for (const server of servers) server.child.kill('SIGINT')
        await Promise.all(servers.map((server) => server.ended))
        await line.remove()
      }
    },
    60_000,
  )
})

test('every picture of a page is there', () => {
  for (const folder of [guide, join(guide, 'zh-Hans')])
    for (const name of pages) {
      const shown = [...readFileSync(join(folder, name), 'utf8').matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)]
      expect(shown.length, name).toBeGreaterThan(0)
      for (const [, path = ''] of shown) expect(existsSync(join(folder, path)), path).toBe(true)
    }
})

test('every page has its Chinese counterpart with the same commands', () => {
  for (const name of [...pages, 'README.md']) {
    const text = (folder: string): string => readFileSync(join(folder, name), 'utf8')
    expect(readCommands(text(join(guide, 'zh-Hans'))), name).toEqual(readCommands(text(guide)))
  }
})
