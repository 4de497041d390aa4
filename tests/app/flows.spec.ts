import type { Locator, Page } from '@playwright/test'
import { type App, expect, test } from './open-app.ts'
import { getToken, headline, openProfile } from './run-profile.ts'

const profile = 'OpenID Connect (practice)'

// Whole flows against a real provider: a busy machine needs its time, and nothing here waits for a time.
test.describe.configure({ timeout: 120_000 })

const findings = (page: Page): Locator => page.getByRole('complementary', { name: 'Findings' })
const step = (page: Page, name: RegExp): Locator => page.getByRole('button', { name })

/** Opens the profile under Configure, lets `change` alter its form, saves, and goes back to the run. */
async function configure(page: Page, change: (form: Locator) => Promise<unknown>): Promise<void> {
  await page.getByRole('tab', { name: /^Configure/ }).click()
  await change(page.getByRole('tabpanel', { name: /^Configure/ }))
  await page.getByRole('button', { name: /^Save changes/ }).click()
  await expect(page.getByText('Everything is saved')).toBeVisible()
  await page.getByRole('tab', { name: /^Run/ }).click()
}

const chooseGrant = (page: Page, grant: string): Promise<void> =>
  configure(page, (form) => form.getByRole('combobox', { name: 'Grant', exact: true }).selectOption({ label: grant }))

const chooseFault = (page: Page, fault: string): Promise<void> =>
  configure(page, (form) => form.getByRole('combobox', { name: 'Fault' }).selectOption({ label: fault }))

async function openTokens(page: Page): Promise<Locator> {
  await page.getByRole('tab', { name: /^Tokens/ }).click()
  return page.getByRole('tabpanel', { name: /^Tokens/ })
}

/** Opens a folded line: that of a verdict or of a request on the way. */
async function unfold(line: Locator): Promise<void> {
  await line.locator('summary').press('Enter')
  await expect(line).toHaveAttribute('open', '')
}

async function receive(app: App, asksPerson = true): Promise<void> {
  await getToken(app, asksPerson)
  await expect(headline(app.page)).toContainText('Token set received')
}

test.describe('without a redirect', () => {
  test('a device code stands large, is confirmed on another page, and brings tokens', async ({ app, browser }) => {
    const { page } = app
    await openProfile(page, profile)
    await chooseGrant(page, 'Device code')
    await getToken(app, false)
    await expect(headline(page)).toContainText('Waiting for you to confirm')
    const code = page.getByRole('status', { name: 'Code to type' })
    await expect(code).toHaveText(/^[A-Z]{4}-[A-Z]{4}$/)
    const size = await code.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize))
    expect(size).toBeGreaterThanOrEqual(28)
    const picture = await page.getByRole('img', { name: /^QR code of http/ }).getAttribute('aria-label')
    await expect(page.getByRole('button', { name: 'Paste redirect URL' })).toHaveAttribute('aria-disabled', 'true')

    // The other device: a browser of its own, with the address that the picture carries.
    const device = await browser.newContext()
    const confirm = await device.newPage()
    await confirm.goto(picture?.replace('QR code of ', '') ?? '')
    await expect(confirm.getByText((await code.textContent()) ?? '')).toBeVisible()
    await confirm.getByRole('button', { name: 'Allow' }).click()
    await expect(headline(page)).toContainText('Token set received', { timeout: 30_000 })
    await device.close()

    // The request for the code is step 1, also after the keys were fetched.
    await expect(step(page, /^Step 1, Authorize, done/)).toBeVisible()
    await step(page, /^Step 1, /).click()
    await unfold(page.locator('details', { hasText: 'Device authorization' }))
    await expect(page.getByText('"user_code"').first()).toBeVisible()
  })

  test('a backchannel request waits for the other device, and brings tokens', async ({ app }) => {
    const { page } = app
    await openProfile(page, profile)
    await chooseGrant(page, 'Backchannel (CIBA)')
    await getToken(app, false)
    await expect(headline(page)).toContainText('Token set received', { timeout: 30_000 })
    await step(page, /^Step 2, Confirm elsewhere, done/).click()
    await expect(page.getByText('Confirm the request on your other device.')).toBeVisible()
  })

  test('client credentials start at the token request', async ({ app }) => {
    const { page } = app
    await openProfile(page, profile)
    await chooseGrant(page, 'Client credentials')
    await receive(app, false)
    await expect(page.getByText('This grant needs no sign-in').first()).toBeVisible()
    await expect(page.getByText(/^Client credentials · run 1/)).toBeVisible()
  })
})

test.describe('with tokens in the redirect', () => {
  test('implicit brings them in the fragment, and says that RFC 9700 removed it', async ({ app }) => {
    const { page } = app
    await openProfile(page, profile)
    await chooseGrant(page, 'Implicit')
    await receive(app)
    await expect(findings(page).getByRole('heading', { name: 'This grant is no longer recommended' })).toBeVisible()
    await expect(findings(page).getByText(/^RFC 9700 removed the implicit grant/)).toBeVisible()
    await expect(step(page, /^Step 3, Token request, /)).toBeVisible()
    const tokens = await openTokens(page)
    await expect(tokens.getByRole('article', { name: 'ID token', exact: true })).toContainText('Verified')
  })

  test('hybrid judges the ID token of the redirect apart from that of the token endpoint', async ({ app }) => {
    const { page } = app
    await openProfile(page, profile)
    await chooseGrant(page, 'Hybrid')
    await receive(app)
    const passed = findings(page).locator('details', { hasText: /verdicts passed/ })
    await unfold(passed)
    for (const name of ['ID token of the redirect', 'ID token'])
      await expect(
        passed
          .getByRole('region', { name, exact: true })
          .getByRole('listitem')
          .filter({ hasText: /^signature passed/ }),
      ).toBeVisible()
  })
})

test.describe('verdicts', () => {
  test('say what passed and why the rest was not checked, and requests on the way open with secrets masked', async ({
    app,
  }) => {
    const { page } = app
    await openProfile(page, profile)
    await configure(page, (form) => form.getByText('Hand the parameters in beforehand').click())
    await receive(app)
    const panel = findings(page)
    await unfold(panel.locator('details', { hasText: /verdicts passed/ }))
    await expect(panel.getByRole('listitem').filter({ hasText: /^signature passed/ })).toContainText(
      'was verified with',
    )
    await expect(panel.getByRole('listitem').filter({ hasText: /^state passed/ })).toContainText('The same state')
    const unchecked = panel.locator('details', { hasText: /not checked, with/ })
    await unfold(unchecked)
    for (const one of await unchecked.getByRole('listitem').all()) await expect(one).toHaveText(/not checked\S* ?\S+/)

    await unfold(page.locator('details', { hasText: 'Keys of the provider' }))
    await expect(page.getByText(/"keys":/)).toBeVisible()
    await step(page, /^Step 1, /).click()
    const pushed = page.locator('details', { hasText: 'Pushed authorization request' })
    await unfold(pushed)
    await expect(pushed).toContainText('HTTP 201')
    await expect(pushed).toContainText(/Authorization: Basic •+/)

    const tokens = await openTokens(page)
    await expect(tokens.getByRole('article', { name: 'ID token', exact: true })).toContainText('Verified')
  })

  test('that failed come first, and the tokens stay and can be copied', async ({ app }) => {
    const { page } = app
    await openProfile(page, profile)
    await chooseFault(page, 'ID token has another nonce')
    await receive(app)
    await expect(findings(page).getByRole('heading', { level: 3 }).first()).toHaveText('A check failed')
    await expect(findings(page).getByText(/^ID token, nonce: The nonce is not the one/)).toBeVisible()
    await expect(step(page, /^Step 5, Tokens, done, needs a look/)).toBeVisible()
    const tokens = await openTokens(page)
    await expect(tokens.getByRole('button', { name: 'Copy the access token' })).toBeEnabled()
    await expect(tokens.getByRole('button', { name: 'Copy the ID token' })).toBeEnabled()
  })

  test('of a wrong signature keep the word "verified" off its token', async ({ app }) => {
    const { page } = app
    await openProfile(page, profile)
    await chooseFault(page, 'Signature does not fit')
    await receive(app)
    await expect(findings(page).getByText(/^ID token, signature: /)).toBeVisible()
    const idToken = (await openTokens(page)).getByRole('article', { name: 'ID token', exact: true })
    await expect(idToken).toContainText('Failed')
    await expect(idToken).not.toContainText('Verified')
  })
})

test('the provider is asked about tokens, told that one is revoked, and left, each as a call of its own', async ({
  app,
}) => {
  const { page } = app
  await openProfile(page, profile)
  await receive(app)
  const tokens = await openTokens(page)
  const calls = tokens.getByRole('region', { name: 'Ask the provider' })
  await calls.getByRole('button', { name: /^Userinfo/ }).click()
  await expect(calls.getByRole('region', { name: 'Userinfo says' })).toContainText('"preferred_username"')
  await calls.getByRole('button', { name: /^Introspect/ }).click()
  await expect(calls.getByRole('region', { name: 'Introspection says' })).toContainText('"active": true')

  await calls.getByRole('button', { name: /^Revoke/ }).click()
  const asked = calls.getByRole('group', { name: 'Revoke' })
  await expect(asked).toContainText(/^127\.0\.0\.1:\d+ will be told/)
  await asked.getByRole('button', { name: 'Cancel' }).click()
  await expect(asked).toHaveCount(0)
  await expect(calls.getByText('Access token: revoked')).toHaveCount(0)
  await calls.getByRole('button', { name: /^Revoke/ }).click()
  await asked.getByRole('button', { name: 'Revoke', exact: true }).click()
  await expect(calls.getByText('Access token: revoked')).toBeVisible()
  await calls.getByRole('button', { name: /^Introspect/ }).click()
  await expect(calls.getByText('Not active', { exact: true })).toBeVisible()

  await calls.getByRole('button', { name: /^Log out/ }).click()
  const opened = app.nextSignIn()
  await calls.getByRole('group', { name: 'Log out' }).getByRole('button', { name: 'Log out', exact: true }).click()
  const signOut = await opened
  await expect(signOut.getByRole('button').first()).toBeVisible()
  await signOut.close()

  await page.getByRole('button', { name: /^History/ }).click()
  const table = page.getByRole('table')
  for (const name of ['Userinfo', 'Introspection', 'Revocation', 'Logout'])
    await expect(table.getByRole('row').filter({ hasText: name }).first()).toBeVisible()
  await table.getByRole('row').filter({ hasText: 'Revocation' }).first().click()
  await expect(page.getByRole('region', { name: 'Revocation' })).toContainText('answered')
})
