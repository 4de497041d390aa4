import { expect, test } from './open-app.ts'
import { getToken, headline, openProfile, practiceProfiles } from './run-profile.ts'

// Each walks a whole life of a profile; slow machines need their time for it.
test.describe.configure({ timeout: 180_000 })

for (const { name, asksPerson, verifies } of practiceProfiles)
  test(`${name} gives a decoded token with a running timer, a refresh of it, and is there after a restart`, async ({
    app,
  }) => {
    await openProfile(app.page, name)
    await getToken(app, asksPerson)
    await expect(headline(app.page)).toContainText('Token set received')

    await app.page.getByRole('tab', { name: /^Tokens/ }).click()
    const tokens = app.page.getByRole('tabpanel', { name: /^Tokens/ })
    await expect(tokens.getByText(/JWT, decoded|Opaque/).first()).toBeVisible()
    // Only what was verified is called so: an ID token, by the keys of its provider.
    const verified = tokens.getByText(/\bverified\b/i)
    if (verifies) await expect(verified.first()).toBeVisible()
    else await expect(verified).toHaveCount(0)
    const timer = tokens.getByRole('timer').first()
    await expect(timer).toContainText(/\d+[dhms]/)

    await app.page.getByRole('button', { name: 'Refresh', exact: true }).click()
    await app.page.getByRole('tab', { name: /^Run/ }).click()
    await expect(headline(app.page)).toContainText('Token set refreshed')

    await app.restart()
    await openProfile(app.page, name)
    await app.page.getByRole('tab', { name: /^Tokens/ }).click()
    await expect(
      app.page
        .getByRole('tabpanel', { name: /^Tokens/ })
        .getByRole('timer')
        .first(),
    ).toContainText(/\d+[dhms]/)
  })

test('the timer of a token counts down', async ({ app }) => {
  await openProfile(app.page, 'OpenID Connect (practice)')
  await getToken(app, true)
  await expect(headline(app.page)).toContainText('Token set received')
  await app.page.getByRole('tab', { name: /^Tokens/ }).click()
  const timer = app.page
    .getByRole('tabpanel', { name: /^Tokens/ })
    .getByRole('timer')
    .first()
  const first = await timer.textContent()
  await expect(timer).not.toHaveText(first ?? '')
})

test('a refusal with HTTP 200 is shown as a refusal, with its finding, and loses no token', async ({ app }) => {
  const { page } = app
  await openProfile(page, 'MaxKey (practice)')
  await getToken(app, true)
  await expect(headline(page)).toContainText('Token set received')

  await page.getByRole('tab', { name: /^Configure/ }).click()
  await page.getByRole('combobox', { name: 'Fault' }).selectOption({ label: 'Refusal with HTTP 200' })
  await page.getByRole('button', { name: /^Save changes/ }).click()
  await expect(page.getByText('Everything is saved')).toBeVisible()
  await page.getByRole('tab', { name: /^Run/ }).click()
  await getToken(app, true)

  await expect(headline(page)).toContainText('invalid_client')
  const findings = page.getByRole('complementary', { name: 'Findings' })
  await expect(findings.getByText('Refused with a success status').first()).toBeVisible()
  await expect(page.getByText('Nothing was lost.')).toBeVisible()
  await page.getByRole('tab', { name: /^Tokens/ }).click()
  await expect(
    page
      .getByRole('tabpanel', { name: /^Tokens/ })
      .getByRole('timer')
      .first(),
  ).toBeVisible()
})

test('a denied consent ends the run with the words of the provider', async ({ app }) => {
  await openProfile(app.page, 'BambooCloud (practice)')
  await getToken(app, true, 'Deny')
  await expect(headline(app.page)).toContainText(/refused|denied/i)
  await expect(app.page.getByText('access_denied').first()).toBeVisible()
})

test('a run can be cancelled, and a redirect pasted by hand ends it as well', async ({ app }) => {
  const { page } = app
  await openProfile(page, 'XT.COM (practice)')
  const opened = app.nextSignIn()
  await page.getByRole('button', { name: /^Get token/ }).click()
  const signIn = await opened
  await page.getByRole('button', { name: /^Cancel/ }).click()
  await expect(headline(page)).toContainText('Cancelled by you')
  await signIn.close()
})
