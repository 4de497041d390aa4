import { expect } from 'vitest'
import type { CallInput } from '../../shared/contract/calls.ts'
import { type Exchange, readChecks, readFindings, readStep } from '../../shared/flow/exchange.ts'
import { type ProfileDocument, readProfileDocument } from '../../shared/flow/profile.ts'
import type { Check, CheckName } from '../../shared/lib/check.ts'
import { startRun } from '../host/open-provider.ts'
import { openTestHost, readEnd, readValue, refreshToEnd, type TestHost } from '../host/open-test-host.ts'
import { type Op, openOp, opPaths, type Spoil } from './open-op.ts'

/** A client of ours at a provider whose answers can be spoilt. */
export interface Rp {
  readonly host: TestHost
  readonly op: Op
  run(): Promise<Exchange>
  refresh(): Promise<Exchange>
  /** A call around the tokens of the newest set. */
  call(what: CallInput<'lifecycle.start'>['what']): Promise<Exchange>
  save(change: Partial<ProfileDocument>): Promise<void>
}

function buildEndpoints(op: Op): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(opPaths).map(([name, path]) => [name, `${op.issuer}${path}`]))
}

/** Stores the profile of a document as the one that runs. */
export async function saveDocument(host: TestHost, document: ProfileDocument): Promise<void> {
  const { profile, secrets } = readValue(readProfileDocument({ ...document, id: 'rp' }))
  readValue(await host.send('profiles.save', { profile, secrets }))
}

async function saveRp(host: TestHost, op: Op, change: Partial<ProfileDocument>): Promise<void> {
  const { dialect = {}, ...rest } = change
  const own = typeof dialect === 'object' ? dialect : {}
  const document: ProfileDocument = {
    ...{ id: 'rp', name: 'RP', clientId: 'rp', scopes: ['openid', 'profile', 'email'] },
    secrets: { client_secret: 'a secret of the client, 32 bytes.' },
    ...rest,
    dialect: { issuer: op.issuer, ...own, endpoints: { ...buildEndpoints(op), ...own.endpoints } },
  }
  await saveDocument(host, document)
}

/** Goes to the sign-in page and back as a browser does: by the query, by the fragment's own page, or by the provider's form. */
async function signIn(op: Op, url: string): Promise<void> {
  const answer = await fetch(url, { redirect: 'manual' })
  const location = answer.headers.get('location')
  if (location === null) {
    const { action, body } = (await answer.json()) as { readonly action: string; readonly body: string }
    await fetch(action, { method: 'POST', body: new URLSearchParams(body), headers: { origin: op.issuer } })
    return
  }
  await fetch(location)
  const { hash, origin } = new URL(location)
  if (hash === '') return
  const fragment = new URLSearchParams({ fragment: hash.slice(1) })
  await fetch(location, { method: 'POST', body: fragment, headers: { origin } })
}

async function runThrough(host: TestHost, op: Op): Promise<Exchange> {
  const { id, url } = await startRun(host, 'rp')
  await signIn(op, url.href)
  return readEnd(host, id)
}

/** Opens a provider and a host with a profile for it. */
export async function openRp(change: Partial<ProfileDocument> = {}, alg = 'RS256'): Promise<Rp> {
  const [host, op] = await Promise.all([openTestHost(), openOp(alg)])
  await saveRp(host, op, change)
  return {
    host,
    op,
    run: () => runThrough(host, op),
    refresh: () => refreshToEnd(host, 'rp'),
    call: async (what) => {
      const started = await host.send('lifecycle.start', { profileId: 'rp', what, openBrowser: false })
      return readEnd(host, readValue(started).exchangeId)
    },
    save: (other) => saveRp(host, op, other),
  }
}

/** The verdicts about a subject, by name. */
export function readVerdicts(exchange: Exchange, of: Check['of'] = 'id_token'): Partial<Record<CheckName, Check>> {
  return Object.fromEntries(readChecks(exchange).flatMap((one) => (one.of === of ? [[one.name, one]] : [])))
}

/** The names of what failed in a run, about whatever. */
export function listFailed(exchange: Exchange): readonly string[] {
  return readChecks(exchange).flatMap((one) => (one.verdict === 'fail' ? [`${one.of} ${one.name}`] : []))
}

/** The run ended well: tokens came, the ID token was verified, and nothing failed. */
export function expectAccepted(exchange: Exchange, ...names: readonly CheckName[]): void {
  expect(exchange.state, JSON.stringify(exchange.trail.at(-1))).toBe('received')
  expect(listFailed(exchange)).toEqual([])
  const verdicts = readVerdicts(exchange)
  for (const name of ['signature', 'iss', 'aud', 'exp', 'iat', 'sub', 'nonce', ...names] as const)
    if (exchange.kind !== 'refresh_token' || name !== 'nonce')
      expect(verdicts[name], name).toMatchObject({ verdict: 'pass' })
}

/** The run failed in these checks and in no other; each is a finding, and the tokens are there all the same. */
export function expectRefused(exchange: Exchange, ...names: readonly CheckName[]): void {
  expect(listFailed(exchange)).toEqual(names.map((name) => `id_token ${name}`))
  const said = readFindings(exchange).flatMap((one) => (one.code === 'check_failed' ? [one.evidence.name] : []))
  expect(said).toEqual(names)
  expect(exchange.state).toBe('received')
  const reading = readStep(exchange, 'token-set')?.reading
  expect(reading?.kind === 'tokens' && reading.tokenSet.tokens.map((token) => token.kind)).toEqual([
    'access_token',
    'refresh_token',
    'id_token',
  ])
}

/**
 * The module of a provider that does one thing wrong: the same provider without it passes, right before and right after,
 * and with it fails in exactly these checks.
 */
export async function expectRefusedWhen(rp: Rp, spoil: Spoil, ...names: readonly CheckName[]): Promise<void> {
  expectAccepted(await rp.run(), ...names)
  rp.op.spoil(spoil)
  expectRefused(await rp.run(), ...names)
  rp.op.spoil({})
  expectAccepted(await rp.run(), ...names)
}
