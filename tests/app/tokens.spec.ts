import type { Locator, Page } from '@playwright/test'
import { type App, expect, test } from './open-app.ts'
import { getToken, headline, openProfile } from './run-profile.ts'

/** The tokens of the open profile. */
async function openTokens(page: Page): Promise<Locator> {
  await page.getByRole('tab', { name: /^Tokens/ }).click()
  return page.getByRole('tabpanel', { name: /^Tokens/ })
}

/** Gets tokens for a profile, and shows them. */
async function obtainTokens(app: App, name: string): Promise<Locator> {
  await openProfile(app.page, name)
  await getToken(app, true)
  await expect(headline(app.page)).toContainText('Token set received')
  return openTokens(app.page)
}

const card = (tokens: Locator, name: string) => tokens.getByRole('article', { name, exact: true })
const detail = (tokens: Locator, name: string) => tokens.getByRole('region', { name, exact: true })

/** What lies on the clipboard: the page's own where the page may look, else that of the desktop. */
async function readClipboard(app: App, project: string): Promise<string> {
  if (project !== 'browser') return app.desktop.evaluate(({ clipboard }) => clipboard.readText(), null)
  await app.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  return app.page.evaluate(() => navigator.clipboard.readText())
}

async function allowClipboard(app: App, project: string): Promise<void> {
  if (project === 'browser') await app.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
}

test('a profile without tokens says so and offers to get one', async ({ app }) => {
  await openProfile(app.page, 'OpenID Connect (practice)')
  const tokens = await openTokens(app.page)
  await expect(tokens.getByRole('heading', { name: 'No tokens yet' })).toBeVisible()
  await expect(tokens.getByRole('timer')).toHaveCount(0)
  const opened = app.nextSignIn()
  await tokens.getByRole('button', { name: 'Get token' }).click()
  await (await opened).getByRole('button', { name: 'Allow' }).click()
  await expect(headline(app.page)).toContainText('Token set received')
})

test('the cards say how long each token lives and how that is known, and lead by keys to what it says', async ({
  app,
}) => {
  const tokens = await obtainTokens(app, 'OpenID Connect (practice)')
  await expect(card(tokens, 'Access token').getByRole('timer')).toContainText(/\d+m \d\ds|1h/)
  await expect(card(tokens, 'Access token')).toContainText('From expires_in (s)')
  await expect(card(tokens, 'Refresh token')).toContainText('Lifetime unknown')
  await expect(card(tokens, 'ID token')).toContainText('From JWT exp')

  await card(tokens, 'Access token').getByRole('button', { name: 'Access token', exact: true }).press('ArrowDown')
  await app.page.keyboard.press('ArrowDown')
  const idToken = detail(tokens, 'ID token')
  await expect(idToken.getByText('JWT, decoded')).toBeVisible()
  // The run has checked it by the keys of its provider; without a verdict it would say "Signature not checked".
  await expect(idToken.getByText('Signature verified')).toBeVisible()
  await expect(idToken.getByText('Decoded is not verified.')).toHaveCount(0)
  await expect(idToken.getByRole('row', { name: /^exp Expires \d+ UTC/ })).toBeVisible()
  await expect(idToken.getByText('The same as sent in step 1')).toBeVisible()
  await idToken.getByRole('button', { name: 'JSON' }).click()
  await expect(idToken.getByRole('region', { name: 'Claims' })).toContainText('"sub":')
})

test('the copy menu writes what it promises, shows no token, and clears on demand', async ({ app }, info) => {
  const project = info.project.name
  await allowClipboard(app, project)
  const tokens = await obtainTokens(app, 'XT.COM (practice)')
  const sent = await detail(tokens, 'Access token').getByRole('region', { name: 'Token as sent' }).textContent()
  await tokens.getByRole('button', { name: 'More formats' }).click()
  const menu = app.page.getByRole('menu')
  await expect(menu).not.toContainText(sent?.slice(0, 20) ?? '')

  await menu.getByRole('menuitem', { name: 'Raw token' }).press('3')
  await expect(menu).toContainText('Bearer header copied.')
  await expect.poll(() => readClipboard(app, project)).toBe(`Authorization: Bearer ${sent}`)
  await app.page.keyboard.press('6')
  await expect.poll(() => readClipboard(app, project)).toBe(`ACCESS_TOKEN='${sent}'`)
  await expect(menu).toContainText(/Cleared in \d+ s/)

  await menu.getByRole('menuitem', { name: 'Clear now' }).click()
  await expect(menu).toContainText('The clipboard is clear.')
  await expect.poll(() => readClipboard(app, project)).toBe('')
})

test('what a person wants to keep stays on the clipboard, and nothing counts down', async ({ app }, info) => {
  const project = info.project.name
  await allowClipboard(app, project)
  const tokens = await obtainTokens(app, 'XT.COM (practice)')
  await tokens.getByRole('button', { name: 'More formats' }).click()
  const menu = app.page.getByRole('menu')
  await menu.getByRole('menuitem', { name: 'curl' }).click()
  await menu.getByRole('menuitem', { name: 'Keep' }).click()
  await expect(app.page.getByText(/Clipboard clears in/)).toHaveCount(0)
  expect(await readClipboard(app, project)).toMatch(/^curl -H 'Authorization: Bearer eyJ/)
})

test('a disputed end shows every source, and settling it ends the dispute for the next run', async ({ app }) => {
  const tokens = await obtainTokens(app, 'XT.COM (practice)')
  await expect(card(tokens, 'Access token')).toContainText('Disputed')
  const dispute = tokens.getByRole('region', { name: 'Disputed expiry' })
  await expect(dispute.getByRole('row', { name: /^JWT exp \d+ .* used for the timer$/ })).toBeVisible()
  await expect(dispute.getByRole('row', { name: /^expires_in as seconds .* agrees$/ })).toBeVisible()
  await expect(dispute.getByRole('row', { name: /^expires_in as milliseconds .* too early$/ })).toBeVisible()

  await dispute.getByRole('button', { name: 'Keep milliseconds' }).click()
  await expect(dispute).toContainText('The profile keeps what the document says: milliseconds.')
  await dispute.getByRole('button', { name: 'Decide again' }).click()
  await dispute.getByRole('button', { name: 'Read as seconds from now on' }).click()
  await expect(dispute).toContainText('This profile reads it as seconds now')

  await app.page.getByRole('button', { name: 'Refresh', exact: true }).click()
  await expect(card(tokens, 'Access token')).toContainText('Valid')
  await expect(dispute).toHaveCount(0)
})

test('earlier sets stay within reach, and a deleted one is gone after a restart', async ({ app }) => {
  const tokens = await obtainTokens(app, 'Workfront (practice)')
  const first = await detail(tokens, 'Access token').getByRole('region', { name: 'Token as sent' }).textContent()
  await app.page.getByRole('button', { name: 'Refresh', exact: true }).click()
  await tokens.getByRole('button', { name: 'All sets (2)' }).click()
  await app.page.getByRole('menuitemradio', { name: /run 1/ }).click()
  await expect(tokens.getByText(/^This is an earlier token set: .* run 1\.$/)).toBeVisible()
  await expect(tokens.getByRole('region', { name: 'Token as sent' })).toHaveText(first ?? '')

  await tokens.getByRole('button', { name: 'Delete this set' }).click()
  await app.page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await expect(tokens.getByRole('button', { name: 'All sets (2)' })).toBeVisible()
  await tokens.getByRole('button', { name: 'Delete this set' }).click()
  await app.page.getByRole('dialog').getByRole('button', { name: 'Delete set' }).click()
  await expect(tokens.getByRole('button', { name: /^All sets/ })).toHaveCount(0)

  await app.restart()
  await openProfile(app.page, 'Workfront (practice)')
  const again = await openTokens(app.page)
  await expect(again.getByText(/run 2$/)).toBeVisible()
  await expect(again.getByRole('button', { name: /^All sets/ })).toHaveCount(0)
})

test('a token that only looks like a JWT says why, and keeps its characters', async ({ app }) => {
  const { page } = app
  await openProfile(page, 'BambooCloud (practice)')
  await page.getByRole('tab', { name: /^Configure/ }).click()
  await page.getByText('As its document prints', { exact: true }).click()
  await page.getByRole('button', { name: /^Save changes/ }).click()
  await expect(page.getByText('Everything is saved')).toBeVisible()
  await page.getByRole('tab', { name: /^Run/ }).click()
  const tokens = await obtainTokens(app, 'BambooCloud (practice)')

  await card(tokens, 'ID token').getByRole('button', { name: 'ID token', exact: true }).click()
  const idToken = detail(tokens, 'ID token')
  await expect(idToken.getByText('Malformed', { exact: true })).toBeVisible()
  await expect(idToken).toContainText('dots in a row mean that it was shortened where it was printed')
  await expect(idToken.getByRole('region', { name: 'Token as sent' })).toContainText('...')
  await expect(card(tokens, 'ID token')).toContainText('Unknown does not mean endless')
})

test('a locked vault keeps the times in sight and the values sealed', async ({ app }) => {
  const tokens = await obtainTokens(app, 'XT.COM (practice)')
  await expect(tokens.getByRole('region', { name: 'Token as sent' })).toBeVisible()
  await app.page.getByRole('button', { name: 'Settings' }).click()
  await app.page.getByRole('button', { name: 'Lock now' }).click()

  await expect(tokens.getByRole('heading', { name: 'Value and claims are sealed' })).toBeVisible()
  await expect(tokens.getByText(/eyJ/)).toHaveCount(0)
  await expect(card(tokens, 'Access token').getByRole('timer')).toContainText('179d')
  await expect(card(tokens, 'Access token').getByRole('button', { name: 'Copy the access token' })).toBeDisabled()
})
