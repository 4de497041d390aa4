import { expect, test } from 'vitest'
import { type Exchange, readStep } from '../../shared/flow/exchange.ts'
import { readEnd, readValue, waitForExchange } from '../host/open-test-host.ts'
import { opPaths } from './open-op.ts'
import { expectAccepted, listFailed, openRp, type Rp, readVerdicts } from './run-rp.ts'

const way = { lifecycle: { postLogoutRedirectUri: 'http://127.0.0.1:0/signed-out' } }

/** Signs out, and comes back with what the provider answers to that state. */
async function signOut({ host }: Rp, answer: (state: string) => Readonly<Record<string, string>>): Promise<Exchange> {
  const started = readValue(await host.send('lifecycle.start', { profileId: 'rp', what: 'logout', openBrowser: false }))
  const id = started.exchangeId
  const waiting = await waitForExchange(host, id, (one) => one.state === 'waiting' || one.endedAt !== null)
  const step = readStep(waiting, 'authorization-request')
  if (step === null) throw new Error(JSON.stringify(waiting.trail.at(-1)))
  const url = new URL(step.request.url)
  await fetch(url)
  const back = new URL(url.searchParams.get('post_logout_redirect_uri') ?? '')
  back.search = new URLSearchParams(answer(url.searchParams.get('state') ?? '')).toString()
  await fetch(back)
  return readEnd(host, id)
}

async function openSignedIn(): Promise<Rp> {
  const rp = await openRp(way)
  expectAccepted(await rp.run())
  return rp
}

test('oidcc-client-test-rp-init-logout', async () => {
  const rp = await openSignedIn()
  const exchange = await signOut(rp, (state) => ({ state }))
  expect(exchange.state).toBe('received')
  expect(listFailed(exchange)).toEqual([])
  expect(readVerdicts(exchange, 'authorization_response').state).toMatchObject({ verdict: 'pass' })
  const [sent] = rp.op.at(opPaths.endSession)
  expect(sent?.query.get('post_logout_redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/signed-out$/)
  expect(sent?.query.get('state')?.length).toBeGreaterThanOrEqual(22)
})

test('oidcc-client-test-rp-init-logout-no-state', async () => {
  const exchange = await signOut(await openSignedIn(), () => ({}))
  expect(exchange.state).toBe('received')
  expect(readVerdicts(exchange, 'authorization_response').state?.reason).toBe('state_absent')
})

test('oidcc-client-test-rp-init-logout-other-state', async () => {
  const exchange = await signOut(await openSignedIn(), () => ({ state: 'another-state-than-sent' }))
  expect(exchange.state).toBe('received')
  expect(readVerdicts(exchange, 'authorization_response').state).toMatchObject({
    ...{ verdict: 'fail', reason: 'state_other' },
  })
})
