import { expect, test } from 'vitest'
import { decodeToken } from '../../shared/flow/decoded-token.ts'
import { openCatcher, providerOrigin, state, type TestCatcher } from './open-catcher.ts'
import { readStatus, sendRaw } from './send-raw.ts'

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwtOf = (claims: unknown): string => `${encode({ alg: 'ES256' })}.${encode(claims)}.c2ln`

/** As a run waits: the state is read from inside, and nothing is verified yet. */
async function openResponseCatcher(): Promise<TestCatcher> {
  const catcher = await openCatcher()
  catcher.expect({
    ...{ state, codeParameter: 'code', origin: providerOrigin },
    readResponseState: async (response) => {
      const decoded = decodeToken(response)
      const inside = decoded.kind === 'jws' ? decoded.payload.members.state : null
      return typeof inside === 'string' ? inside : null
    },
  })
  return catcher
}

const get = ({ port }: TestCatcher, query: string): Promise<string> =>
  sendRaw(port, `GET /callback?${query} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`)

const right = jwtOf({ state, code: 'right' })

test.each([
  ['with another state inside', `response=${jwtOf({ state: 'other', code: 'x' })}`],
  ['with another state inside and the right one beside it', `response=${jwtOf({ state: 'other' })}&state=${state}`],
  ['without a state, and the right one beside it', `response=${jwtOf({ code: 'x' })}&state=${state}`],
  ['with a state that is no text', `response=${jwtOf({ state: [state] })}`],
  ['twice, once with another state', `response=${right}&response=${jwtOf({ state: 'other' })}`],
  ['that is no JWT', `response=${state}`],
  ['that is encrypted for somebody else', `response=${encode({ alg: 'dir', enc: 'A128GCM' })}..aaaa.aaaa.aaaa`],
  ['that is empty', `response=&state=${state}`],
])('a signed answer %s belongs to another run', async (_, query) => {
  const catcher = await openResponseCatcher()
  expect(readStatus(await get(catcher, query))).toBe(400)
  expect(readStatus(await get(catcher, `response=${right}`))).toBe(200)
  const { parameters, ignored } = await catcher.caught
  expect([parameters, ignored]).toEqual([[['response', right]], 1])
})

test('where nobody can look inside, a signed answer is nobody’s', async () => {
  const catcher = await openCatcher()
  expect(readStatus(await get(catcher, `response=${right}&state=${state}`))).toBe(400)
})
