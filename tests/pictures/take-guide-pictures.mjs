/**
 * `npm run pictures`: takes the pictures of the user guide from the running browser mode, in both languages. Everything on them comes
 * from the practice provider; nothing is drawn. Needs a build and a browser (see tests/app/find-browser.ts).
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, 'docs', 'pictures', 'guide')
const cli = join(root, 'dist', 'electron', 'cli.js')
const systemBrowser = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path))

const languages = [
  { code: 'en', locale: 'en-GB', allow: 'Allow' },
  { code: 'zh-Hans', locale: 'zh-CN', allow: '允许' },
]

/** One profile per flow, so that each picture shows its own settings: its name and what differs. */
const profiles = {
  'client-credentials': ['Client credentials', '/grant=client_credentials'],
  password: ['Password', '/grant=password'],
  'implicit-and-hybrid': ['Implicit', '/grant=implicit'],
  'device-code': ['Device code', '/grant=device_code'],
  ciba: ['Backchannel (CIBA)', '/grant=ciba', '/ciba/bindingMessage=W4SCT'],
  'token-exchange': ['Token exchange', '/grant=token_exchange', '/tokenExchange/subjectProfile=practice-oidc'],
  assertions: ['JWT assertion', '/grant=jwt_bearer'],
  'custom-grant': [
    'Custom grant',
    '/grant=custom',
    '/customGrantType=client_credentials',
    '/tokenParameters={"scope":"read"}',
  ],
  'client-authentication': ['Signed JWT', '/dialect/request/clientAuthentication=private_key_jwt'],
  dpop: ['DPoP', '/dpop/enabled=true'],
  'authorization-request': [
    'Pushed, answered by JWT',
    '/authorization/pushed=true',
    '/authorization/responseMode=query.jwt',
  ],
}

function run(env, ...args) {
  const ended = spawnSync(process.execPath, [cli, ...args], { env, encoding: 'utf8' })
  if (ended.status !== 0) throw new Error(`${args.join(' ')}: ${ended.stderr}`)
  return ended.stdout.trim()
}

/** The address of the browser mode, as it prints it. */
function openServer(env) {
  const child = spawn(process.execPath, [cli, 'serve', '--no-open'], { env })
  const address = new Promise((resolve, reject) => {
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += chunk
      const found = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(text)
      if (found) resolve(found[0])
    })
    child.once('exit', () => reject(new Error(text)))
  })
  return { child, address }
}

/** The window and what a person does in it, without a word of any language. */
function createPerson(page, context, { code, allow }) {
  const shot = (name) => page.screenshot({ path: join(folder, `${name}-${code}.png`) })
  const open = async (id) => {
    await page.locator('nav').getByText(id, { exact: true }).click()
    await page.locator('#tab-run').click()
  }
  const press = () => page.locator('.pact .btn.primary').click()
  const received = () => page.locator('.step.done .pane.right, .pane.right').first().waitFor()
  const signIn = async () => {
    const opened = context.waitForEvent('page')
    await press()
    const asked = await opened
    await asked.getByRole('button', { name: allow }).click()
    await received()
    await asked.close().catch(() => undefined)
  }
  const direct = async () => {
    await press()
    await received()
  }
  return { page, shot, open, press, signIn, direct, received }
}

async function takeRuns(person, names) {
  const { page, shot, open, signIn, direct, press } = person
  await open('OpenID Connect (practice)')
  await signIn()
  await shot('authorization-code')
  for (const group of await page.locator('.finds details').all()) await group.locator('summary').click()
  await shot('verdicts')
  await page.locator('.pact .btn').nth(2).click()
  await page.locator('.trail > .step').first().waitFor()
  await person.received()
  await shot('refresh')
  for (const name of ['client-credentials', 'password', 'token-exchange', 'assertions', 'custom-grant']) {
    await open(names[name])
    await direct()
    await shot(name)
  }
  await open(names.ciba)
  await direct()
  await shot('ciba')
  for (const name of ['implicit-and-hybrid', 'dpop', 'authorization-request']) {
    await open(names[name])
    await signIn()
    await shot(name)
  }
  await open(names['device-code'])
  await press()
  await page.locator('.usercode output').waitFor()
  await shot('device-code')
  await page.locator('.pact .btn').first().click()
}

async function takeOthers(person, names, issuer) {
  const { page, shot, open } = person
  await open(names['client-authentication'])
  await page.locator('#tab-configure').click()
  await page.locator('[data-place="/dialect/request/clientAuthentication"]').first().scrollIntoViewIfNeeded()
  await shot('client-authentication')
  await open('OpenID Connect (practice)')
  await page.locator('#tab-tokens').click()
  for (const number of [0, 1]) {
    await page.locator('.callbuttons .btn').nth(number).click()
    await page.locator('.callresult').nth(number).waitFor()
  }
  // Inside the tab, and not the whole window.
  await page.locator('.tok').evaluate((one) => one.scrollTo(0, one.scrollHeight))
  await shot('after-the-token')
  await page.keyboard.press('Alt+n')
  await takeIssuer(person, issuer)
}

async function takeIssuer({ page, shot }, issuer) {
  await page.locator('input[name="template"]').first().waitFor({ state: 'attached' })
  const field = page.locator('.gissuer input')
  // The cards stand in a fixed order; the one that asks for an issuer is among them.
  for (const card of await page.locator('label.gc').all()) {
    if ((await field.count()) > 0) break
    await card.click()
  }
  await field.fill(issuer)
  await field.press('Enter')
  await page.locator('.gissuer .btn:not(.primary)').waitFor()
  await shot('metadata-and-registration')
}

async function takeAll(language) {
  const home = mkdtempSync(join(tmpdir(), 'tokendesk-pictures-'))
  const env = { ...process.env, TOKENDESK_HOME: home, TOKENDESK_PASSPHRASE: 'a passphrase for pictures' }
  const names = {}
  for (const [name, [title, ...changes]] of Object.entries(profiles)) {
    const id = run(env, 'profiles', 'duplicate', 'practice-oidc')
    names[name] = title
    run(env, 'profiles', 'set', id, `/name=${title}`, ...changes)
    if (name === 'assertions' || name === 'client-authentication') run(env, 'keys', 'generate', id)
  }
  const { child, address } = openServer(env)
  const browser = await chromium.launch({
    ...(systemBrowser === undefined ? {} : { executablePath: systemBrowser }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  try {
    const { locale } = language
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark', locale })
    const page = await context.newPage()
    await page.goto(await address)
    const person = createPerson(page, context, language)
    await takeRuns(person, names)
    const practice = await page.locator('.statusbar').innerText()
    const host = /127\.0\.0\.1:\d+/.exec(practice)?.[0] ?? ''
    await takeOthers(person, names, `http://${host}/standard`)
  } finally {
    await browser.close()
    child.kill('SIGINT')
    await new Promise((resolve) => child.once('close', resolve))
    rmSync(home, { recursive: true, force: true })
  }
}

mkdirSync(folder, { recursive: true })
for (const language of languages) await takeAll(language)
