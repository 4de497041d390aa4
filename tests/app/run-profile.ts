import type { Page } from '@playwright/test'
import { type App, expect } from './open-app.ts'

/** The six practice profiles as a newcomer sees them: whether a person is asked to sign in, and whether a signature can be verified. */
export const practiceProfiles = [
  { name: 'OpenID Connect (practice)', asksPerson: true, verifies: true },
  { name: 'MaxKey (practice)', asksPerson: true, verifies: true },
  { name: 'XT.COM (practice)', asksPerson: true, verifies: false },
  { name: 'Workfront (practice)', asksPerson: true, verifies: false },
  { name: 'tKeel (practice)', asksPerson: false, verifies: false },
  { name: 'BambooCloud (practice)', asksPerson: true, verifies: true },
] as const

/** Opens a profile from the sidebar. */
export async function openProfile(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Profiles' }).getByText(name, { exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

/** Presses Get token, and answers the sign-in page when there is one. */
export async function getToken(app: App, asksPerson: boolean, answer: 'Allow' | 'Deny' = 'Allow'): Promise<void> {
  const button = app.page.getByRole('button', { name: /^Get token/ })
  if (!asksPerson) return button.click()
  const opened = app.nextSignIn()
  await button.click()
  const signIn = await opened
  await signIn.getByRole('button', { name: answer }).click()
}

/** The headline of the run: what came of it. */
export function headline(page: Page): ReturnType<Page['getByRole']> {
  return page.getByRole('region', { name: 'Trail of this run' }).getByRole('heading', { level: 2 })
}
