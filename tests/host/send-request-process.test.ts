import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildAnswer, openFaultServer } from './open-fault-server.ts'
import { buildSender, removeSender, runSender } from './run-sender.ts'

const folder = join(import.meta.dirname, '../samples/tls')
const key = readFileSync(join(folder, 'server-key.pem'))
const authority = { NODE_EXTRA_CA_CERTS: join(folder, 'authority.pem') }

const readCertificate = (name: string) => ({ key, cert: readFileSync(join(folder, `${name}.pem`)) })
const answer = buildAnswer('200 OK', '{}')

beforeAll(buildSender)
afterAll(removeSender)

/** What a client says about a server with this certificate, and how many requests that server got. */
async function meet(certificate: object, env: Readonly<Record<string, string>> = authority) {
  const server = await openFaultServer((socket) => socket.end(answer), certificate)
  const [report] = await runSender(env, '', `${server.origin}/token`)
  return { ...report, requests: server.requests.length }
}

describe('a TLS connection', () => {
  test.each([
    ['expired', 'CERT_HAS_EXPIRED'],
    ['other-host', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ])('to a server with a certificate that is %s is refused by that name', async (name, reason) => {
    expect(await meet(readCertificate(name))).toMatchObject({ code: 'network_tls', reason, requests: 0 })
  })

  test('to a server whose authority nobody knows is refused', async () => {
    const reason = 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'
    expect(await meet(readCertificate('good'), {})).toMatchObject({ code: 'network_tls', reason, requests: 0 })
  })

  test('is verified whatever the environment says', async () => {
    const careless = { NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_NO_WARNINGS: '1' }
    expect(await meet(readCertificate('self-signed'), careless)).toMatchObject({ code: 'network_tls', requests: 0 })
  })

  test('of a time before TLS 1.2 is refused', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }
    const met = await meet({ ...readCertificate('good'), ...old })
    expect(met).toMatchObject({ code: 'network_tls', reason: expect.stringMatching(/VERSION|EPROTO/), requests: 0 })
  })

  test('that is in order carries the request', async () => {
    expect(await meet(readCertificate('good'))).toMatchObject({ status: 200, requests: 1 })
  })
})

describe('a body that becomes huge', () => {
  const most = 32 * 1024
  const huge = Buffer.alloc(64 * 1024 * 1024)

  test.each([
    ['gzip', gzipSync(huge, { level: 1 })],
    ['br', brotliCompressSync(huge, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
    ['gzip, gzip', gzipSync(gzipSync(huge, { level: 1 }))],
    ['identity', huge],
  ])('is given up at the limit and costs less than 32 MiB: %s', async (encoding, body) => {
    const bomb = buildAnswer(`200 OK\r\nContent-Encoding: ${encoding}`, body)
    const server = await openFaultServer((socket) => socket.write(bomb))
    const small = await openFaultServer((socket) => socket.end(buildAnswer('200 OK', '{}')))
    const [report] = await runSender({}, small.origin, server.origin)
    expect(report).toMatchObject({ code: 'response_too_large' })
    expect(report?.grown).toBeLessThan(most)
  })
})
