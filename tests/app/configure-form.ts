import { expect, type Locator, type Page } from '@playwright/test'
import { openProfile } from './run-profile.ts'

/** Opens the form of a profile. */
export async function openForm(page: Page, name: string): Promise<void> {
  await openProfile(page, name)
  await page.getByRole('tab', { name: /^Configure/ }).click()
  await expect(page.getByRole('region', { name: 'Endpoints' })).toBeVisible()
}

/** A section of the form. */
export function section(page: Page, name: string): Locator {
  return page.locator('.csec').and(page.getByRole('region', { name, exact: true }))
}

/** Saves the draft, and waits until nothing is left to save. */
export async function saveForm(page: Page): Promise<void> {
  const save = page.getByRole('button', { name: /^Save changes/ })
  await save.click()
  await expect(save).toBeDisabled()
  await expect(page.getByText(/ is saved$/).first()).toBeVisible()
}

/** The issuer of the standard practice provider, which the dialog of its profile names once it runs. */
export async function readPracticeIssuer(page: Page): Promise<string> {
  await openForm(page, 'OpenID Connect (practice)')
  await page.getByRole('button', { name: 'Read from issuer' }).click()
  const box = page.getByRole('dialog').getByRole('textbox', { name: 'Issuer URL' })
  await expect(box).toHaveValue(/^http:\/\/127\.0\.0\.1:\d+\/standard$/)
  const issuer = await box.inputValue()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  return issuer
}
