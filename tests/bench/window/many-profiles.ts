import { randomUUID } from 'node:crypto'
import { readClock } from '../../../electron/host/clock.ts'
import { createExchangeBook } from '../../../electron/host/exchange-book.ts'
import { createTokenBook } from '../../../electron/host/token-book.ts'
import { createPassphraseHolder } from '../../../electron/host/vault/passphrase-holder.ts'
import { openVault, type Vault } from '../../../electron/host/vault/vault.ts'
import { appendStep, createExchange, type Exchange } from '../../../shared/flow/exchange.ts'
import { readExpiries } from '../../../shared/flow/expiry.ts'
import { type Profile, readProfileDocument } from '../../../shared/flow/profile.ts'
import type { RawResponse } from '../../../shared/flow/raw-response.ts'
import { readTokenResponse } from '../../../shared/flow/token-set-reading.ts'
import { type EpochMs, epochMs } from '../../../shared/lib/units.ts'
import { expectValue } from '../data-folder.ts'

/** What opens the vaults of the measurements. */
export const passphrase = 'correct horse battery staple'
export const setsPerProfile = 10
const minute = 60_000
const words = ['billing', 'catalog', 'orders', 'people', 'reports', 'search', 'stock', 'tickets']
const places = ['prod', 'stage', 'test', 'sandbox']

/** `billing 17 stage`, in groups of forty: names that a filter can tell apart. */
function buildProfile(index: number): Profile {
  const word = words[index % words.length] ?? ''
  const base = `https://${word}-${index}.example.com/oauth2`
  const document = {
    id: `${word}-${index}`,
    name: `${word} ${index} ${places[index % places.length]}`,
    group: `Team ${Math.floor(index / 40) + 1}`,
    clientId: `client-${index}`,
    scopes: ['openid', 'profile', `${word}.read`],
    dialect: { endpoints: { authorization: `${base}/authorize`, token: `${base}/token` } },
  }
  return expectValue(readProfileDocument(document)).profile
}

/** A token of a usual size with an end of its own; its signature is none, and nobody looks. */
function buildToken(profile: Profile, issuedAt: EpochMs, lives: number): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const iat = Math.floor(issuedAt / 1000)
  const claims = { iss: profile.dialect.endpoints.token, sub: 'person', aud: profile.clientId, jti: randomUUID() }
  const payload = { ...claims, scope: profile.scopes.join(' '), iat, exp: iat + lives }
  return `${encode({ alg: 'RS256', kid: 'k', typ: 'JWT' })}.${encode(payload)}.${'s'.repeat(342)}`
}

/** The answer of a provider; the newest ones still run for up to two hours, each for another time. */
function buildResponse(profile: Profile, receivedAt: EpochMs, lives: number): RawResponse {
  const body = JSON.stringify({
    access_token: buildToken(profile, receivedAt, lives),
    id_token: buildToken(profile, receivedAt, lives),
    refresh_token: randomUUID(),
    token_type: 'Bearer',
    expires_in: lives,
    scope: profile.scopes.join(' '),
  })
  return {
    ...{ url: profile.dialect.endpoints.token, status: 200, statusText: 'OK', receivedAt },
    headers: [['content-type', 'application/json']],
    body: Buffer.from(body).toString('base64'),
    size: body.length,
    timings: { connect: 1, firstByte: 2, total: 3 },
  }
}

/** One stored set as a run leaves it, and for the newest of a profile the run too. */
function addTokenSet(vault: Vault, profile: Profile, index: number, run: number, now: EpochMs): void {
  const receivedAt = epochMs(now - (setsPerProfile - run) * 24 * 60 * minute - minute)
  const response = buildResponse(profile, receivedAt, 3600 + ((index * 37) % 3600))
  const reading = readTokenResponse(response, profile.dialect, profile.scopes)
  if (reading.kind !== 'tokens') throw new Error(JSON.stringify(reading))
  const { id: profileId, name: profileName, grant: kind } = profile
  const started = createExchange({ id: randomUUID(), profileId, profileName, run, kind }, receivedAt)
  const expiries = readExpiries(reading.tokenSet)
  const saved = createTokenBook(vault).save(started, reading.tokenSet, expiries, reading.findings)
  if (run !== setsPerProfile) return
  const steps: readonly Parameters<typeof appendStep>[1][] = [
    { kind: 'raw-response', at: receivedAt, response, findings: [] },
    { kind: 'token-set', at: receivedAt, reading, tokenSetId: saved.id, findings: [] },
    { kind: 'expiry', at: receivedAt, ...expiries },
  ]
  createExchangeBook(vault).write(steps.reduce<Exchange>(appendStep, started), {})
}

/**
 * Makes a data folder of so many profiles with ten token sets each. It is filled in memory and then written at once: ten
 * thousand durable writes would measure the disk.
 */
export async function storeProfiles(home: string, count: number): Promise<void> {
  const vault = await openVault({ home, holders: [], now: readClock, memoryOnly: true })
  const now = readClock()
  for (let index = 0; index < count; index += 1) {
    const profile = buildProfile(index)
    const { id, name } = profile
    const stored = { id, name, position: index, document: JSON.stringify(profile), updatedAt: now }
    expectValue(vault.profiles.write(stored, { client_secret: randomUUID() }))
    for (let run = 1; run <= setsPerProfile; run += 1) addTokenSet(vault, profile, index, run, now)
  }
  expectValue(await vault.addHolder(createPassphraseHolder(passphrase)))
  vault.close()
}
