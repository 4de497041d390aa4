import { describe, expect, test } from 'vitest'
import { type Exchange, readFindings, readProblem, readStep } from '../../shared/flow/exchange.ts'
import type { ProfileDocument } from '../../shared/flow/profile.ts'
import type { CheckName } from '../../shared/lib/check.ts'
import { hashFor } from './op-keys.ts'
import { opPaths, type Spoil } from './open-op.ts'
import { listFailed, openRp, type Rp, readVerdicts } from './run-rp.ts'

/** A profile that asks for tokens in the redirect. */
function asking(responseType: string): Partial<ProfileDocument> {
  const grant = responseType.includes('code') ? 'hybrid' : 'implicit'
  return { grant, authorization: { responseType }, dialect: { request: { grants: [grant] } } }
}

/** The ID token of the redirect was verified, and that check passed; so did everything else. */
function expectAccepted(exchange: Exchange, name: CheckName): void {
  expect(exchange.state, JSON.stringify(exchange.trail.at(-1))).toBe('received')
  expect(listFailed(exchange)).toEqual([])
  const front = readVerdicts(exchange, 'front_id_token')
  for (const one of ['signature', 'iss', 'aud', 'nonce', name] as const)
    expect(front[one], one).toMatchObject({ verdict: 'pass' })
}

async function expectFrontRefusedWhen(rp: Rp, spoil: Spoil, name: CheckName): Promise<void> {
  expectAccepted(await rp.run(), name)
  rp.op.spoil(spoil)
  const exchange = await rp.run()
  expect(listFailed(exchange)).toEqual([`front_id_token ${name}`])
  expect(readFindings(exchange)).toContainEqual(
    expect.objectContaining({
      code: 'check_failed',
      evidence: expect.objectContaining({ of: 'front_id_token', name }),
    }),
  )
  expect(exchange.trail.some((step) => step.kind === 'token-set' && step.tokenSetId !== null)).toBe(true)
  rp.op.spoil({})
  expectAccepted(await rp.run(), name)
}

describe.each(['code id_token', 'code id_token token'])('with the response type "%s"', (responseType) => {
  test('oidcc-client-test-invalid-chash', async () => {
    const rp = await openRp(asking(responseType))
    await expectFrontRefusedWhen(rp, { frontClaims: { c_hash: hashFor('another code', 'RS256') } }, 'c_hash')
  })

  test('oidcc-client-test-missing-chash', async () => {
    await expectFrontRefusedWhen(await openRp(asking(responseType)), { frontClaims: { c_hash: undefined } }, 'c_hash')
  })
})

describe.each(['id_token token', 'code id_token token'])('with the response type "%s"', (responseType) => {
  test('oidcc-client-test-missing-athash', async () => {
    await expectFrontRefusedWhen(await openRp(asking(responseType)), { frontClaims: { at_hash: undefined } }, 'at_hash')
  })

  test('oidcc-client-test-invalid-athash', async () => {
    const rp = await openRp(asking(responseType))
    await expectFrontRefusedWhen(rp, { frontClaims: { at_hash: hashFor('another token', 'RS256') } }, 'at_hash')
  })
})

test('oidcc-client-test-nonce-unless-code-flow', async () => {
  const rp = await openRp(asking('id_token'))
  expectAccepted(await rp.run(), 'nonce')
  expect(rp.op.at(opPaths.authorization)[0]?.query.get('nonce')?.length).toBeGreaterThanOrEqual(22)
  rp.op.spoil({ frontClaims: { nonce: 'of another sign-in' } })
  expect(listFailed(await rp.run())).toEqual(['front_id_token nonce'])
})

test('the two ID tokens of a hybrid flow are about the same person', async () => {
  const rp = await openRp(asking('code id_token'))
  expectAccepted(await rp.run(), 'sub')
  rp.op.spoil({ claims: { sub: 'person-2' } })
  const exchange = await rp.run()
  expect(listFailed(exchange)).toEqual(['id_token sub'])
  expect(readVerdicts(exchange).sub?.reason).toBe('front_other')
})

test('oidcc-client-test-form-post-error', async () => {
  const rp = await openRp({ authorization: { responseMode: 'form_post', prompt: 'none', maxAge: 0 } })
  rp.op.spoil({ claims: { auth_time: Math.floor(Date.now() / 1000) } })
  expect((await rp.run()).state).toBe('received')
  rp.op.spoil({ redirect: { code: undefined, error: 'login_required', error_description: 'Nobody is signed in.' } })
  const exchange = await rp.run()
  expect(exchange.state).toBe('refused')
  expect(readProblem(exchange)).toMatchObject({
    code: 'authorization_refused',
    evidence: { error: 'login_required', error_description: 'Nobody is signed in.' },
  })
  expect(readStep(exchange, 'captured-redirect')?.redirect.maker).toBe('form_post')
  const [sent] = rp.op.at(opPaths.authorization)
  expect([sent?.query.get('response_mode'), sent?.query.get('prompt'), sent?.query.get('max_age')]).toEqual([
    'form_post',
    'none',
    '0',
  ])
})
