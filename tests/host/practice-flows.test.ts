import { expect, test } from 'vitest'
import { type Exchange, readChecks, readProblem, readStep } from '../../shared/flow/exchange.ts'
import type { ProfileDocument, Secrets } from '../../shared/flow/profile.ts'
import { choosePractice } from './choose-practice.ts'
import { openPatientHost, type PatientHost } from './open-patient-host.ts'
import { startRun } from './open-provider.ts'
import { readEnd, readValue, runToEnd } from './open-test-host.ts'

const id = 'practice-oidc'

/** Changes the practice profile for one run. */
async function change(host: PatientHost, members: Partial<ProfileDocument>, secrets: Secrets = {}): Promise<void> {
  const { profile } = readValue(await host.send('profiles.show', { id }))
  readValue(await host.send('profiles.save', { profile: { ...profile, ...members } as typeof profile, secrets }))
}

/** Types the code of a device on the practice page, as a person does in their browser. */
function confirmDevices(host: PatientHost, decision: 'allow' | 'deny'): void {
  host.onEvent((event) => {
    const step = event.kind === 'exchange.changed' ? readStep(event.exchange, 'user-action') : null
    if (step === null || step.userCode === null || step.verificationUri === null) return
    const body = new URLSearchParams({ user_code: step.userCode, decision })
    decided ??= fetch(step.verificationUri, { method: 'POST', body })
  })
  let decided: Promise<Response> | null = null
  host.onWait = async (count) => {
    if (count === 2) expect((await decided)?.status).toBe(200)
  }
}

const jwt = `e30.${Buffer.from('{"sub":"me"}').toString('base64url')}.c2ln`
const saml = Buffer.from('<saml:Assertion xmlns:saml="urn:x"/>').toString('base64url')

test.each<[string, Partial<ProfileDocument>, Secrets]>([
  ['client_credentials', {}, {}],
  ['password', {}, {}],
  ['ciba', { ciba: { bindingMessage: 'W4SCT' } }, {}],
  ['token_exchange', {}, { subject_token: 'some-token' }],
  ['jwt_bearer', { assertion: { source: 'pasted' } }, { assertion: jwt }],
  ['saml2_bearer', {}, { assertion: saml }],
  ['custom', {}, {}],
])('%s needs no account and no network', async (grant, members, secrets) => {
  const host = await openPatientHost()
  await change(host, { grant: grant as never, ...members }, secrets)
  const exchange = await runToEnd(host, id)
  expect([exchange.state, readProblem(exchange)]).toEqual(['received', null])
})

/** Signs in and hands the fragment over, as the page of the listener does in a browser. */
async function runInFragment(host: PatientHost): Promise<Exchange> {
  const { id: run, url, redirectUri } = await startRun(host, id, { prompt: 'none' })
  const answered = await fetch(url, { redirect: 'manual' })
  const fragment = new URL(answered.headers.get('location') ?? '').hash.slice(1)
  const headers = { origin: new URL(redirectUri).origin }
  await fetch(redirectUri, { method: 'POST', headers, body: new URLSearchParams({ fragment }) })
  return readEnd(host, run)
}

test.each(['implicit', 'hybrid'] as const)('%s needs none either', async (grant) => {
  const host = await openPatientHost()
  await change(host, { grant })
  const exchange = await runInFragment(host)
  expect([exchange.state, readProblem(exchange)]).toEqual(['received', null])
  expect(verdictOf(exchange, 'signature')).toBe('pass')
})

test('a device needs the code to be typed', async () => {
  const host = await openPatientHost()
  await change(host, { grant: 'device_code' })
  confirmDevices(host, 'deny')
  expect(readProblem(await runToEnd(host, id, {}))?.code).toBe('authorization_refused')
  const other = await openPatientHost()
  await change(other, { grant: 'device_code' })
  confirmDevices(other, 'allow')
  expect((await runToEnd(other, id, {})).state).toBe('received')
})

const verdictOf = (exchange: Exchange, name: string) => readChecks(exchange).find((one) => one.name === name)?.verdict

test.each([
  ['expired_device_code', 'device_code', 'code_expired'],
  ['access_denied', 'ciba', 'authorization_refused'],
] as const)('the fault %s ends %s by name', async (fault, grant, code) => {
  const host = await openPatientHost()
  await choosePractice(host, 'standard', fault)
  await change(host, { grant })
  expect(readProblem(await runToEnd(host, id, {}))?.code).toBe(code)
})

test('the fault slow_down makes a run slower, and a wrong signature fails its check while new keys are found', async () => {
  const host = await openPatientHost()
  await choosePractice(host, 'standard', 'slow_down')
  await change(host, { grant: 'ciba' })
  expect([(await runToEnd(host, id, {})).state, host.waits]).toEqual(['received', [2, 7, 7]])
  await change(host, { grant: 'authorization_code' })
  await choosePractice(host, 'standard', 'wrong_signature')
  expect(verdictOf(await runToEnd(host, id), 'signature')).toBe('fail')
  await choosePractice(host, 'standard', 'rotated_keys')
  const runs = [await runToEnd(host, id), await runToEnd(host, id)]
  expect(runs.map((run) => verdictOf(run, 'signature'))).toEqual(['pass', 'pass'])
  const fetched = runs.map(
    (run) => run.trail.filter((step) => step.kind === 'side-call' && step.name === 'jwks').length,
  )
  expect(fetched).toEqual([1, 1])
})
