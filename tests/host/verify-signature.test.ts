import { CompactEncrypt, importJWK } from 'jose'
import { describe, expect, test } from 'vitest'
import { readStep } from '../../shared/flow/exchange.ts'
import { readOpKey, spoilSignature } from '../conformance/op-keys.ts'
import { opPaths } from '../conformance/open-op.ts'
import { expectAccepted, listFailed, openRp, readVerdicts } from '../conformance/run-rp.ts'

describe('a signature is not checked', () => {
  test('where the profile names no keys, and everything else is', async () => {
    const { run } = await openRp({ dialect: { endpoints: { jwks: '' } } })
    const exchange = await run()
    expect(readVerdicts(exchange).signature).toMatchObject({ verdict: 'not_checked', reason: 'keys_unnamed' })
    expect(readVerdicts(exchange).iss).toMatchObject({ verdict: 'pass' })
    expect(listFailed(exchange)).toEqual([])
  })

  test('where the profile has switched it off, and no key is fetched', async () => {
    const { run, op } = await openRp({ checks: { signature: false } })
    expect(readVerdicts(await run()).signature).toMatchObject({ verdict: 'not_checked', reason: 'switched_off' })
    expect(op.at(opPaths.jwks)).toEqual([])
  })

  test('where the keys cannot be fetched: the answer stands in the trail, and the tokens are there', async () => {
    const { run } = await openRp({ dialect: { endpoints: { jwks: '{here}/nothing' } }, variables: { here: '' } })
    expect(readVerdicts(await run()).signature).toMatchObject({ verdict: 'not_checked', reason: 'keys_unavailable' })
    const away = await openRp()
    await away.save({ dialect: { endpoints: { jwks: `${away.op.issuer}/nothing-here` } } })
    const exchange = await away.run()
    expect(readVerdicts(exchange).signature).toMatchObject({
      ...{ verdict: 'not_checked', reason: 'keys_unavailable', evidence: { why: 'the answer is not HTTP 200' } },
    })
    expect(readStep(exchange, 'side-call')).toMatchObject({ name: 'jwks', response: { status: 404 } })
    expect(exchange.state).toBe('received')
  })

  test('for an algorithm that is not accepted, which fails by itself', async () => {
    const { run, op } = await openRp({ checks: { algorithms: ['ES256'] } })
    const exchange = await run()
    expect(listFailed(exchange)).toEqual(['id_token alg'])
    expect(readVerdicts(exchange).signature).toMatchObject({ verdict: 'not_checked', reason: 'alg_refused' })
    expect(op.at(opPaths.jwks)).toEqual([])
  })
})

test.each(['PS256', 'ES256', 'ES384', 'EdDSA'])('%s is verified without being chosen', async (alg) => {
  const { run, op } = await openRp({}, alg)
  expectAccepted(await run(), 'at_hash')
  op.spoil({ token: spoilSignature })
  expect(listFailed(await run())).toEqual(['id_token signature'])
})

test('the request for keys stands in the trail once, and not again while they are kept', async () => {
  const { run, op } = await openRp()
  const [first, second] = [await run(), await run()]
  const call = readStep(first, 'side-call')
  expect(call).toMatchObject({ name: 'jwks', request: { method: 'GET', url: `${op.issuer}${opPaths.jwks}` } })
  expect(Buffer.from(call?.response?.body ?? '', 'base64').toString()).toContain('"kid":"one"')
  expect(readStep(second, 'side-call')).toBeNull()
  expectAccepted(second)
})

test('the verdicts are stored with the tokens', async () => {
  const { run, host } = await openRp()
  const exchange = await run()
  const opened = await host.send('tokens.show', { id: readStep(exchange, 'token-set')?.tokenSetId ?? '' })
  expect(opened.ok && opened.value.checks).toEqual(readStep(exchange, 'checks')?.checks)
})

test('a secret that a claim quotes stands in no verdict', async () => {
  const { run, host, op } = await openRp()
  op.spoil({ claims: { iss: 'a secret of the client, 32 bytes.' } })
  const exchange = await run()
  expect(listFailed(exchange)).toEqual(['id_token iss'])
  const opened = await host.send('tokens.show', { id: readStep(exchange, 'token-set')?.tokenSetId ?? '' })
  const checks = [...(readStep(exchange, 'checks')?.checks ?? []), ...(opened.ok ? opened.value.checks : [])]
  const published = host.events.flatMap((event) => (event.kind === 'exchange.changed' ? [event.exchange.trail] : []))
  expect(JSON.stringify([checks, published])).not.toContain('a secret of the client')
})

describe('an encrypted ID token', () => {
  const encrypt = async (token: string) => {
    const { publicJwk } = await readOpKey('RSA-OAEP-256', 'client')
    return new CompactEncrypt(new TextEncoder().encode(token))
      .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', cty: 'JWT' })
      .encrypt(await importJWK({ ...publicJwk, use: 'enc' }, 'RSA-OAEP-256'))
  }

  test('that no key opens has one verdict, and its reason', async () => {
    const { run, op } = await openRp()
    op.spoil({ token: encrypt })
    const exchange = await run()
    expect(Object.values(readVerdicts(exchange))).toMatchObject([
      { name: 'form', verdict: 'not_checked', reason: 'encrypted' },
    ])
    expect(exchange.state).toBe('received')
  })

  test('is opened with the key of the profile, and what is inside is verified', async () => {
    const { privateJwk } = await readOpKey('RSA-OAEP-256', 'client')
    const { run, op } = await openRp({ secrets: { client_secret: 'secret', private_key: JSON.stringify(privateJwk) } })
    op.spoil({ token: encrypt })
    const exchange = await run()
    expectAccepted(exchange, 'at_hash')
    expect(readVerdicts(exchange).form?.reason).toBe('decrypted_jwt')
    op.spoil({ token: async (token) => encrypt(spoilSignature(token)) })
    expect(listFailed(await run())).toEqual(['id_token signature'])
  })
})
