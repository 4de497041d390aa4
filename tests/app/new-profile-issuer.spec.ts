import type { Locator, Page } from '@playwright/test'
import { readPracticeIssuer, section } from './configure-form.ts'
import { expect, test } from './open-app.ts'
import { getToken, headline } from './run-profile.ts'

test.describe.configure({ timeout: 120_000 })

async function openIssuerStart(page: Page): Promise<Locator> {
  await page
    .getByRole('button', { name: /^New profile/ })
    .first()
    .click()
  await page.getByText('From an issuer URL').click()
  return page.getByRole('complementary', { name: 'Chosen start' })
}

test('an issuer without metadata is a problem with every address that was asked, and what was typed stays', async ({
  app: { page },
}) => {
  const issuer = await readPracticeIssuer(page)
  const start = await openIssuerStart(page)
  const box = start.getByRole('textbox', { name: 'Issuer URL' })
  await expect(start.getByRole('button', { name: /^Ask/ })).toBeDisabled()
  await box.fill('not an address')
  await expect(start.getByRole('status')).toBeVisible()
  await expect(start.getByRole('button', { name: /^Ask/ })).toBeDisabled()
  await box.fill(`${issuer}/nobody`)
  await start.getByRole('button', { name: /^Ask 127\.0\.0\.1/ }).click()
  await expect(start.getByRole('alert')).toContainText('/standard/nobody/.well-known/openid-configuration')
  await expect(start.getByRole('alert')).toContainText('HTTP 404')
  await expect(box).toHaveValue(`${issuer}/nobody`)
  await expect(start.getByRole('button', { name: /^Create/ })).toHaveCount(0)
})

test('an issuer address alone makes a profile, registers its client and gets a token', async ({ app }) => {
  const { page } = app
  const issuer = await readPracticeIssuer(page)
  const { host } = new URL(issuer)
  const start = await openIssuerStart(page)
  await start.getByRole('textbox', { name: 'Issuer URL' }).fill(issuer)
  await expect(start).toContainText(`Nothing has been sent yet. ${host} will be asked`)
  await start.getByRole('button', { name: `Ask ${host}` }).click()
  await expect(start.getByRole('row', { name: /^Endpoints/ })).toContainText('authorization, token')
  await expect(start.getByRole('row', { name: /^Grants/ })).toContainText('Authorization code')
  await start.getByRole('switch', { name: 'Register this client there' }).click()
  await start.getByRole('textbox', { name: 'Profile name' }).fill('Found here')
  await start.getByRole('button', { name: 'Create and register' }).click()

  await expect(page.getByRole('heading', { level: 1, name: 'Found here' })).toBeVisible()
  await expect(section(page, 'Registration')).toContainText('answered')
  await expect(section(page, 'Client').getByRole('textbox', { name: 'Client ID' })).not.toHaveValue('')
  await getToken(app, true)
  await page.getByRole('tab', { name: /^Run/ }).click()
  await expect(headline(page)).toContainText('Token set received')
})
