import { describe, expect, test } from 'vitest'
import { readProblem, readStep } from '../../shared/flow/exchange.ts'
import { fullPerson } from '../fakes/full-provider-clients.ts'
import { openFullProvider } from '../fakes/open-full-provider.ts'
import { saveFullProfile } from '../fakes/save-full-profile.ts'
import {
  granted,
  openDeviceProvider,
  openPatientHost,
  refuse,
  runElsewhere,
  saveDeviceProfile,
} from './open-patient-host.ts'

describe('against a whole provider', () => {
  test('a person that it does not know, and one who denies, end the run by name', async () => {
    const host = await openPatientHost()
    const provider = await openFullProvider({ person: 'deny' })
    const unknown = await saveFullProfile(host, provider, { grant: 'ciba', ciba: { hint: 'nobody' } })
    expect(readProblem(await runElsewhere(host, unknown))).toMatchObject({
      code: 'provider_refused',
      evidence: { error: 'unknown_user_id' },
    })
    const known = await saveFullProfile(host, provider, { grant: 'ciba', id: 'known' })
    const denied = await runElsewhere(host, known)
    expect([denied.state, readProblem(denied)?.code]).toEqual(['refused', 'authorization_refused'])
  })

  test('the person is asked as the settings say, and the tokens are theirs', async () => {
    const host = await openPatientHost()
    const provider = await openFullProvider()
    const ciba = { bindingMessage: 'W4SCT', userCode: '1234', requestedExpiry: 120 }
    const id = await saveFullProfile(host, provider, { grant: 'ciba', ciba, scopes: ['profile'] })
    const exchange = await runElsewhere(host, id)
    expect(exchange.state).toBe('received')
    const form = Object.fromEntries(new URLSearchParams(provider.at('/backchannel').body))
    expect(form).toEqual({
      ...{ scope: 'openid profile', login_hint: fullPerson.username, binding_message: 'W4SCT' },
      ...{ user_code: '1234', requested_expiry: '120' },
    })
    expect([...new URLSearchParams(provider.at('/token').body).keys()]).toEqual(['grant_type', 'auth_req_id'])
    const step = readStep(exchange, 'user-action')
    expect(step).toMatchObject({ userCode: null, verificationUri: null, bindingMessage: 'W4SCT', interval: 5 })
    expect(((step?.until ?? 0) - (step?.at ?? 0)) / 1000).toBeCloseTo(120, 0)
    const [asked] = exchange.trail
    const shown = asked?.kind === 'side-call' ? (asked.request.body ?? '') : ''
    expect(shown).toContain('binding_message=W4SCT')
    expect(shown).not.toContain('1234')
  })

  test('an ID token may be the hint', async () => {
    const host = await openPatientHost()
    const provider = await openFullProvider()
    const first = await runElsewhere(host, await saveFullProfile(host, provider, { grant: 'ciba' }))
    const reading = readStep(first, 'token-set')?.reading
    const tokens = reading?.kind === 'tokens' ? reading.tokenSet.tokens : []
    const hint = tokens.find((token) => token.kind === 'id_token')?.value ?? ''
    const ciba = { hintKind: 'id_token_hint', hint } as const
    const second = await runElsewhere(host, await saveFullProfile(host, provider, { id: 'two', grant: 'ciba', ciba }))
    expect(second.state).toBe('received')
    expect(new URLSearchParams(provider.at('/backchannel').body).get('id_token_hint')).toBe(hint)
    expect(JSON.stringify(second.trail[0]?.kind === 'side-call' && second.trail[0].request)).not.toContain(hint)
  })
})

test('without a hint nobody is asked', async () => {
  const host = await openPatientHost()
  const provider = await openDeviceProvider({ body: {} }, [granted])
  const exchange = await runElsewhere(host, await saveDeviceProfile(host, provider, { grant: 'ciba' }))
  expect(readProblem(exchange)).toMatchObject({
    code: 'profile_invalid',
    evidence: { '/ciba/hint': expect.any(String) },
  })
  expect(provider.calls).toEqual([])
})

test('an answer without a request id is named, and one that polls too fast is slowed', async () => {
  const host = await openPatientHost()
  const wrong = await openDeviceProvider({ body: { expires_in: 60 } }, [granted])
  const change = { grant: 'ciba', username: 'person' } as const
  const named = await runElsewhere(host, await saveDeviceProfile(host, wrong, change))
  expect(readProblem(named)).toMatchObject({ code: 'pending_answer_invalid', evidence: { member: 'auth_req_id' } })
  const right = await openDeviceProvider({ body: { auth_req_id: 'req-1', interval: 3, expires_in: 600 } }, [
    ...[refuse('authorization_pending'), refuse('slow_down'), granted],
  ])
  const exchange = await runElsewhere(host, await saveDeviceProfile(host, right, { ...change, id: 'right' }))
  expect([exchange.state, host.waits]).toEqual(['received', [3, 3, 8]])
  expect(JSON.stringify(host.events)).not.toContain('req-1')
})
