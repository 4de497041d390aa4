import { expect, test } from 'vitest'
import { sendLimits } from '../../../electron/host/send-limits.ts'
import { readProblem } from '../../../shared/flow/exchange.ts'
import { buildAnswer, drip, openFaultServer } from '../open-fault-server.ts'
import { openTestHost, readEnd, readValue } from '../open-test-host.ts'
import { callToEnd, readNewestSet } from './call-to-end.ts'

const tokens = JSON.stringify({ access_token: 'at-1', token_type: 'Bearer', expires_in: 600 })

test.each([
  ['is slow', 'network_timeout', (text: string, socket: Parameters<typeof drip>[0]) => drip(socket, text, 40)],
  [
    'breaks off',
    'network_reset',
    (text: string, socket: Parameters<typeof drip>[0]) => socket.write(text, () => socket.destroy()),
  ],
] as const)('an answer that %s is named, and what came of it is kept', async (_, code, misbehave) => {
  const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{"active":'
  let isFirst = true
  const server = await openFaultServer((socket) => {
    if (isFirst) socket.end(buildAnswer('200 OK\r\nContent-Type: application/json\r\nConnection: close', tokens))
    else if (code === 'network_reset') misbehave(head, socket)
    else socket.write(head, () => misbehave(' '.repeat(900), socket))
    isFirst = false
  })
  const host = await openTestHost({ limits: { ...sendLimits, total: 500 } })
  const { origin } = server
  const endpoints = { token: `${origin}/token`, introspection: `${origin}/ask` }
  const text = JSON.stringify({
    id: 'own',
    name: 'Own',
    clientId: 'app',
    grant: 'client_credentials',
    dialect: { endpoints },
    secrets: { client_secret: 's' },
  })
  readValue(await host.send('profiles.import', { text, store: true }))
  await readEnd(host, readValue(await host.send('exchanges.start', { profileId: 'own' })).exchangeId)
  const exchange = await callToEnd(host, 'introspection', { profileId: 'own' })
  expect([exchange.state, readProblem(exchange)?.code]).toEqual(['failed', code])
  const step = exchange.trail.find((one) => one.kind === 'side-call')
  expect(Buffer.from(step?.response?.body ?? '', 'base64').toString('utf8')).toContain('{"active":')
  expect((await readNewestSet(host, 'own')).afterlife.introspection).toBeNull()
  expect(server.requests).toHaveLength(2)
})
