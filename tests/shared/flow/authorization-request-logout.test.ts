import { expect, test } from 'vitest'
import {
  buildLogoutRequest,
  buildRevealedUrl,
  listMaskedParts,
  maskLogoutRequest,
} from '../../../shared/flow/authorization-request-logout.ts'
import { profileOf } from './profile-of.ts'

const idToken = 'planted.id+token/77'
const run = { idToken, state: 'state-1', redirectUri: '', variables: {} }
const profile = profileOf({ clientId: 'app', dialect: { endpoints: { endSession: 'https://a.invalid/out?lane=1' } } })

test('the ID token is masked wherever the request is shown, and reveals into the address that was built', () => {
  const built = buildLogoutRequest(profile, { ...run, redirectUri: 'https://app.invalid/' })
  if (!built.ok) throw new Error(built.problem.code)
  const shown = maskLogoutRequest(built.value)
  expect(JSON.stringify(shown)).not.toMatch(/planted/)
  const [part = -1, ...others] = listMaskedParts(shown)
  expect(others).toEqual([])
  expect(buildRevealedUrl(shown, part, idToken)).toBe(built.value.url)
})

test('without a way back no state is sent', () => {
  const built = buildLogoutRequest(profile, run)
  expect(built).toMatchObject({ ok: true, value: { state: null } })
  expect(built.ok && new URL(built.value.url).searchParams.has('state')).toBe(false)
})
