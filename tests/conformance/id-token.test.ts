import { describe, expect, test } from 'vitest'
import { hashFor, readOpKey, signClaims, spoilSignature } from './op-keys.ts'
import { opPaths } from './open-op.ts'
import { expectAccepted, expectRefused, expectRefusedWhen, openRp, readVerdicts } from './run-rp.ts'

test('oidcc-client-test-idtoken-sig-rs256', async () => {
  const { run } = await openRp()
  const exchange = await run()
  expectAccepted(exchange, 'at_hash')
  expect(readVerdicts(exchange).alg).toMatchObject({ verdict: 'pass', evidence: { alg: 'RS256' } })
})

test('oidcc-client-test-idtoken-sig-none', async () => {
  const rp = await openRp()
  const unsigned = (claims: object): string =>
    `${[{ alg: 'none' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`
  await expectRefusedWhen(rp, { sign: unsigned }, 'alg', 'signature')
})

describe('a signature that is wrong', () => {
  test('oidcc-client-test-invalid-sig-rs256', async () => {
    await expectRefusedWhen(await openRp(), { token: spoilSignature }, 'signature')
  })

  test('oidcc-client-test-invalid-sig-es256', async () => {
    await expectRefusedWhen(await openRp({}, 'ES256'), { token: spoilSignature }, 'signature')
  })

  test('oidcc-client-test-invalid-sig-hs256', async () => {
    const rp = await openRp({ checks: { algorithms: ['HS256'] } })
    const { createSecretKey } = await import('node:crypto')
    const { SignJWT } = await import('jose')
    const secret = createSecretKey(Buffer.from('a secret of the client, 32 bytes.'))
    const sign = (claims: object) => new SignJWT({ ...claims }).setProtectedHeader({ alg: 'HS256' }).sign(secret)
    rp.op.spoil({ sign })
    const control = await rp.run()
    expectAccepted(control, 'at_hash')
    expect(readVerdicts(control).signature).toMatchObject({ evidence: { key: 'client_secret' } })
    rp.op.spoil({ sign, token: spoilSignature })
    expectRefused(await rp.run(), 'signature')
  })
})

describe('a claim that is wrong or missing', () => {
  test('oidcc-client-test-invalid-iss', async () => {
    await expectRefusedWhen(await openRp(), { claims: { iss: 'https://other.test' } }, 'iss')
  })

  test('oidcc-client-test-invalid-aud', async () => {
    await expectRefusedWhen(await openRp(), { claims: { aud: 'somebody-else' } }, 'aud')
  })

  test('oidcc-client-test-missing-aud', async () => {
    await expectRefusedWhen(await openRp(), { claims: { aud: undefined } }, 'aud')
  })

  test('oidcc-client-test-missing-iat', async () => {
    await expectRefusedWhen(await openRp(), { claims: { iat: undefined } }, 'iat')
  })

  test('oidcc-client-test-missing-sub', async () => {
    await expectRefusedWhen(await openRp(), { claims: { sub: undefined } }, 'sub')
  })

  test('oidcc-client-test-nonce-invalid', async () => {
    await expectRefusedWhen(await openRp(), { claims: { nonce: 'another nonce' } }, 'nonce')
  })

  test('oidcc-client-test-nonce-unless-code-flow', async () => {
    const { run, op } = await openRp()
    expectAccepted(await run(), 'nonce')
    const [first, second] = [await run(), await run()].map((_, index) => op.at(opPaths.authorization)[index + 1])
    const nonces = [first, second].map((one) => one?.query.get('nonce') ?? '')
    expect(new Set(nonces).size).toBe(2)
    expect(Math.min(...nonces.map((one) => one.length))).toBeGreaterThanOrEqual(22)
  })

  test('oidcc-client-test-invalid-athash', async () => {
    const other = hashFor('another access token', 'RS256')
    await expectRefusedWhen(await openRp(), { claims: { at_hash: other } }, 'at_hash')
  })
})

describe('a token that names no key', () => {
  test('oidcc-client-test-kid-absent-single-jwks', async () => {
    const rp = await openRp()
    rp.op.spoil({ header: { kid: undefined } })
    expectAccepted(await rp.run())
    rp.op.spoil({ header: { kid: undefined }, token: spoilSignature })
    expectRefused(await rp.run(), 'signature')
  })

  test('oidcc-client-test-kid-absent-multiple-jwks', async () => {
    const rp = await openRp()
    const [one, two] = await Promise.all([readOpKey(), readOpKey('RS256', 'two')])
    rp.op.useKey(
      one,
      [one, two].map(({ publicJwk: { kid: _, ...jwk } }) => jwk),
    )
    rp.op.spoil({ header: { kid: undefined } })
    const exchange = await rp.run()
    expectRefused(exchange, 'signature')
    expect(readVerdicts(exchange).signature).toMatchObject({ reason: 'keys_ambiguous', evidence: { count: '2' } })
    rp.op.spoil({})
    rp.op.useKey(one, [one.publicJwk, two.publicJwk])
    expectAccepted(await rp.run())
  })
})

describe('a key that was changed', () => {
  test('oidcc-client-test-signing-key-rotation', async () => {
    const rp = await openRp()
    expectAccepted(await rp.run())
    rp.op.useKey(await readOpKey('RS256', 'two'))
    expectAccepted(await rp.run())
    expect(rp.op.at(opPaths.jwks)).toHaveLength(2)
    const forger = await readOpKey('RS256', 'three')
    rp.op.spoil({ sign: (claims) => signClaims(claims, forger) })
    expectRefused(await rp.run(), 'signature')
  })

  test('oidcc-client-test-signing-key-rotation-just-before-signing', async () => {
    const rp = await openRp()
    const two = await readOpKey('RS256', 'two')
    expectAccepted(await rp.run())
    rp.op.spoil({
      sign: (claims) => {
        rp.op.useKey(two)
        return signClaims(claims, two)
      },
    })
    const exchange = await rp.run()
    expectAccepted(exchange)
    expect(readVerdicts(exchange).signature).toMatchObject({ evidence: { key: 'two' } })
    expect(exchange.trail.filter((step) => step.kind === 'side-call' && step.name === 'jwks')).toHaveLength(1)
  })

  test('keys that were changed under the same name are fetched once more, and a forger gains nothing', async () => {
    const rp = await openRp()
    expectAccepted(await rp.run())
    const other = await readOpKey('RS256', 'two')
    rp.op.useKey({ ...other, publicJwk: { ...other.publicJwk, kid: 'one' } })
    expectAccepted(await rp.run())
    expect(rp.op.at(opPaths.jwks)).toHaveLength(2)
    rp.op.spoil({ token: spoilSignature })
    expectRefused(await rp.run(), 'signature')
    expect(rp.op.at(opPaths.jwks)).toHaveLength(2)
  })
})

describe('a refresh', () => {
  test('oidcc-client-test-refresh-token-invalid-issuer', async () => {
    const rp = await openRp()
    expectAccepted(await rp.run())
    expectAccepted(await rp.refresh())
    rp.op.spoil({ refreshedClaims: { iss: 'https://other.test' } })
    expectRefused(await rp.refresh(), 'iss')
  })

  test('oidcc-client-test-refresh-token-invalid-sub', async () => {
    const rp = await openRp()
    expectAccepted(await rp.run())
    expectAccepted(await rp.refresh())
    rp.op.spoil({ refreshedClaims: { sub: 'person-2' } })
    const exchange = await rp.refresh()
    expectRefused(exchange, 'sub')
    expect(readVerdicts(exchange).sub?.because).toBe('sub is person-2; before the refresh it was person-1.')
  })
})
