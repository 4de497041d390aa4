import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { openForm, readPracticeIssuer, section } from './configure-form.ts'
import { type App, expect, test } from './open-app.ts'
import { getToken, headline, openProfile } from './run-profile.ts'

/** Every rule of WCAG 2.2 A and AA that axe can decide, in both themes. */
async function expectNoViolations(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze()
    const found = violations.map(
      (violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join(' | ')}`,
    )
    expect(found, `${screen}, ${colorScheme}`).toEqual([])
  }
}

// A whole page in two themes is much for a rule engine; this is no measure of the product.
test.describe.configure({ timeout: 240_000 })

async function openTab(app: App, name: RegExp): Promise<void> {
  await app.page.getByRole('tab', { name }).click()
  await expect(app.page.getByRole('tabpanel', { name })).toBeVisible()
}

test('no screen before the first run breaks a rule of accessibility', async ({ app }) => {
  await expect(app.page.getByRole('button', { name: 'Start practice' })).toBeVisible()
  await expectNoViolations(app.page, 'first run')
  await openProfile(app.page, 'XT.COM (practice)')
  await expectNoViolations(app.page, 'run, empty')
  await openTab(app, /^Tokens/)
  await expectNoViolations(app.page, 'tokens, empty')
  await app.page.getByRole('button', { name: /^New profile/ }).click()
  await expect(app.page.getByRole('heading', { name: 'New profile' })).toBeVisible()
  await expectNoViolations(app.page, 'new profile')
})

test('no screen of a run breaks a rule of accessibility', async ({ app }) => {
  await openProfile(app.page, 'XT.COM (practice)')
  const opened = app.nextSignIn()
  await app.page.getByRole('button', { name: /^Get token/ }).click()
  const signIn = await opened
  await app.page.bringToFront()
  await expectNoViolations(app.page, 'run, waiting')
  await signIn.getByRole('button', { name: 'Allow' }).click()
  await expect(headline(app.page)).toContainText('Token set received')
  await expectNoViolations(app.page, 'run, received')
  await openTab(app, /^Tokens/)
  await expectNoViolations(app.page, 'tokens')
  await openTab(app, /^Run/)
  await getToken(app, true, 'Deny')
  await expect(headline(app.page)).toContainText(/refused|denied/i)
  await expectNoViolations(app.page, 'run, refused')
  await app.page.getByRole('button', { name: /^History/ }).click()
  await expect(app.page.getByRole('heading', { name: 'History' })).toBeVisible()
  await expectNoViolations(app.page, 'history')
})

test('the form, its document and the palette break no rule of accessibility', async ({ app }) => {
  await openProfile(app.page, 'tKeel (practice)')
  await openTab(app, /^Configure/)
  await expectNoViolations(app.page, 'configure')
  await app.page.getByText('JSON', { exact: true }).last().click()
  await expect(app.page.locator('.cm-editor')).toBeVisible()
  await expectNoViolations(app.page, 'configure as JSON')
  await app.page.getByRole('button', { name: /Search or run a command/ }).click()
  await expect(app.page.getByRole('dialog')).toBeVisible()
  await expectNoViolations(app.page, 'palette')
})

test('the settings of the form break no rule of accessibility: empty, wrong, with a key', async ({ app: { page } }) => {
  await openForm(page, 'OpenID Connect (practice)')
  await expectNoViolations(page, 'configure, every section')
  const grant = section(page, 'Grant and scopes').getByRole('combobox', { name: 'Grant', exact: true })
  await section(page, 'Authorization request').getByRole('textbox', { name: 'Claims' }).fill('[')
  await grant.selectOption('token_exchange')
  await section(page, 'Client').getByRole('combobox', { name: 'Authentication' }).selectOption('tls_client_auth')
  await expectNoViolations(page, 'configure, token exchange with a certificate, wrong claims')
  const keys = section(page, 'Keys and certificates')
  await keys.getByRole('button', { name: 'Generate key pair' }).click()
  await expect(keys.getByRole('region', { name: 'Public half of the TLS key' })).toBeVisible()
  await grant.selectOption('ciba')
  await expectNoViolations(page, 'configure, a made certificate, backchannel')
})

test('what an issuer says is shown without breaking a rule of accessibility', async ({ app: { page } }) => {
  const issuer = await readPracticeIssuer(page)
  await page.getByRole('button', { name: 'Read from issuer' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^Ask/ }).click()
  await expect(dialog).toContainText('What would change in this profile')
  await expectNoViolations(page, 'issuer dialog, read')
  await page.keyboard.press('Escape')
  await page
    .getByRole('button', { name: /^New profile/ })
    .first()
    .click()
  await page.getByText('From an issuer URL').click()
  const start = page.getByRole('complementary', { name: 'Chosen start' })
  await start.getByRole('textbox', { name: 'Issuer URL' }).fill(`${issuer}/nobody`)
  await start.getByRole('button', { name: /^Ask/ }).click()
  await expect(start.getByRole('alert')).toBeVisible()
  await expectNoViolations(page, 'new profile, issuer failed')
  await start.getByRole('textbox', { name: 'Issuer URL' }).fill(issuer)
  await start.getByRole('button', { name: /^Ask/ }).click()
  await start.getByRole('switch', { name: 'Register this client there' }).click()
  await expectNoViolations(page, 'new profile, issuer found')
})
