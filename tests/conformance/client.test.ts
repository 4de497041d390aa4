import { expect, test } from 'vitest'
import { opPaths } from './open-op.ts'
import { expectAccepted, openRp } from './run-rp.ts'

/** As RFC 6749, section 2.3.1, and its appendix B have it: each of the two is form-encoded, then they are joined. */
const encode = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1)

test('oidcc-client-test-client-secret-basic', async () => {
  for (const secret of ['plain', 'a:b+c%2F/d =&', 'Schlüssel 密码 🔑']) {
    const rp = await openRp({
      secrets: { client_secret: secret },
      dialect: { request: { clientAuthentication: 'basic' } },
    })
    expectAccepted(await rp.run())
    const [call] = rp.op.at(opPaths.token)
    const [id, sent] = Buffer.from((call?.headers.authorization ?? '').replace('Basic ', ''), 'base64')
      .toString('utf8')
      .split(':')
    expect([id, sent]).toEqual(['rp', encode(secret)])
    expect(new URLSearchParams(call?.body).has('client_secret')).toBe(false)
  }
})
