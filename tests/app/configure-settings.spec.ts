import { openForm, readPracticeIssuer, saveForm, section } from './configure-form.ts'
import { expect, test } from './open-app.ts'
import { getToken, headline } from './run-profile.ts'

test.describe.configure({ timeout: 120_000 })
test.use({ actionTimeout: 20_000 })

const practice = 'OpenID Connect (practice)'

test('text that is not JSON is said under its field, counted in the navigation, and gone when it is discarded', async ({
  app: { page },
}) => {
  await openForm(page, practice)
  const claims = section(page, 'Authorization request').getByRole('textbox', { name: 'Claims' })
  await claims.fill('[]')
  await expect(claims).toHaveAttribute('aria-invalid', 'true')
  await expect(claims).toHaveAccessibleDescription(/JSON object/)
  await expect(page.getByRole('navigation', { name: 'Sections of the form' })).toContainText('1 to fix')
  await expect(page.getByText('1 thing is missing.')).toBeVisible()
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(claims).toHaveValue('')
  await expect(claims).not.toHaveAttribute('aria-invalid')
})

test('the form shows what the grant needs, and keeps what has a value in sight', async ({ app: { page } }) => {
  await openForm(page, practice)
  const grants = section(page, 'Grant and scopes')
  const grant = grants.getByRole('combobox', { name: 'Grant', exact: true })
  await expect(grants.getByText('Subject token')).toHaveCount(0)
  await grant.selectOption('token_exchange')
  await expect(grants.getByRole('textbox', { name: 'Subject token' })).toBeVisible()
  await expect(section(page, 'Authorization request')).toHaveCount(0)
  await grant.selectOption('implicit')
  await expect(grants.getByText(/^Removed by RFC 9700, section 2\.1\.2/)).toBeVisible()
  await expect(page.getByRole('complementary', { name: 'Preview' })).toContainText('response_type=id_token+token')

  await grant.selectOption('authorization_code')
  await section(page, 'Authorization request').getByRole('textbox', { name: 'Login hint' }).fill('ada')
  await grant.selectOption('client_credentials')
  await expect(section(page, 'Authorization request').getByRole('textbox', { name: 'Login hint' })).toHaveValue('ada')
  await expect(section(page, 'Authorization request').getByText('ACR values')).toHaveCount(0)
})

test('settings that are saved are in the request of the next run', async ({ app }) => {
  const { page } = app
  await openForm(page, practice)
  const authorization = section(page, 'Authorization request')
  await authorization.getByRole('textbox', { name: 'Login hint' }).fill('ada@example.com')
  await authorization.getByRole('textbox', { name: 'Languages' }).fill('zh-CN en')
  await saveForm(page)
  await getToken(app, true)
  await page.getByRole('tab', { name: /^Run/ }).click()
  await expect(headline(page)).toContainText('Token set received')
  const trail = page.getByRole('region', { name: 'Trail of this run' })
  await trail.getByRole('button', { name: /^Step 1/ }).click()
  await expect(trail).toContainText('login_hint=ada%40example.com')
  await expect(trail).toContainText('ui_locales=zh-CN+en')
})

test('a key made here is registered with the provider and signs for the client from then on', async ({ app }) => {
  const { page } = app
  await readPracticeIssuer(page)
  const client = section(page, 'Client')
  const keys = section(page, 'Keys and certificates')
  await client.getByRole('combobox', { name: 'Authentication' }).selectOption('private_key_jwt')
  await keys.getByRole('combobox', { name: 'Signing algorithm' }).selectOption('ES256')
  await expect(keys.getByRole('button', { name: 'Generate key pair' })).toBeDisabled()
  await section(page, 'Grant and scopes')
    .getByRole('combobox', { name: 'Grant', exact: true })
    .selectOption('client_credentials')
  await section(page, 'Grant and scopes').getByRole('textbox', { name: 'Scopes' }).fill('')
  await saveForm(page)
  await keys.getByRole('button', { name: 'Generate key pair' }).click()
  const card = keys.getByRole('region', { name: 'Public half of the signing key' })
  await expect(card).toContainText('EC P-256, ES256')
  const jwk: Record<string, unknown> = JSON.parse(await card.getByRole('textbox', { name: 'JWK' }).inputValue())
  expect(jwk).toMatchObject({ kty: 'EC', crv: 'P-256' })
  expect(jwk).not.toHaveProperty('d')
  await card.getByText('PEM', { exact: true }).click()
  await expect(card.getByRole('textbox', { name: 'PEM' })).toHaveValue(/^-----BEGIN PUBLIC KEY-----/)

  const registration = section(page, 'Registration')
  await registration.getByRole('button', { name: 'Register', exact: true }).click()
  await expect(registration).toContainText('answered')
  await expect(client.getByRole('textbox', { name: 'Client ID' })).not.toHaveValue('tokendesk-practice')
  await getToken(app, false)
  await page.getByRole('tab', { name: /^Run/ }).click()
  await expect(headline(page)).toContainText('Token set received')
  await expect(page.getByRole('region', { name: 'Trail of this run' })).toContainText('client_assertion')
})
