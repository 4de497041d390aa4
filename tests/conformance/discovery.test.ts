import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import type { ProfileDocument } from '../../shared/flow/profile.ts'
import { buildProfileFromMetadata, type MetadataChoice } from '../../shared/flow/profile-metadata.ts'
import { makeSelfSigned, openTestAuthority } from '../fakes/make-certificates.ts'
import { startRun } from '../host/open-provider.ts'
import { readValue } from '../host/open-test-host.ts'
import { type Op, opPaths } from './open-op.ts'
import { expectAccepted, openRp, type Rp, readVerdicts, saveDocument } from './run-rp.ts'

const client = { clientId: 'rp', secrets: { client_secret: 'a secret of the client, 32 bytes.' } } as const

/** Reads the metadata of the issuer anew and makes the profile of it, as a person does with nothing but the issuer. */
async function discover(
  { host, op }: Rp,
  change: Partial<ProfileDocument> = {},
  choice: MetadataChoice = {},
): Promise<void> {
  const { document } = readValue(await host.send('metadata.read', { issuer: op.issuer, again: true }))
  const { profile } = buildProfileFromMetadata(document, op.issuer, choice)
  await saveDocument(host, { ...profile, ...client, ...change })
}

test('oidcc-client-test-discovery-openid-config', async () => {
  const rp = await openRp()
  rp.op.spoil({ metadata: { authorization_endpoint: `${rp.op.issuer}/nothing-here` } })
  await discover(rp)
  expect(rp.op.at(opPaths.discovery)).toHaveLength(1)
  const { id, url } = await startRun(rp.host, 'rp')
  expect(url.href.split('?', 1)).toEqual([`${rp.op.issuer}/nothing-here`])
  await rp.host.send('exchanges.cancel', { id })
  rp.op.spoil({})
  await discover(rp)
  expectAccepted(await rp.run())
  expect(rp.op.at(opPaths.token)).toHaveLength(1)
})

test('oidcc-client-test-discovery-jwks-uri-keys', async () => {
  const rp = await openRp()
  await discover(rp)
  expectAccepted(await rp.run())
  expect(rp.op.at(opPaths.jwks)).toHaveLength(1)
  rp.op.spoil({ metadata: { jwks_uri: `${rp.op.issuer}/no-keys-here` } })
  await discover(rp)
  expect(readVerdicts(await rp.run()).signature).toMatchObject({ verdict: 'not_checked', reason: 'keys_unavailable' })
  expect(rp.op.at('/no-keys-here')).toHaveLength(1)
  expect(rp.op.at(opPaths.jwks)).toHaveLength(1)
})

test('oidcc-client-test-discovery-issuer-mismatch', async () => {
  const { host, op } = await openRp()
  const read = () => host.send('metadata.read', { issuer: op.issuer, again: true })
  expect(await read()).toMatchObject({ ok: true, value: { issuer: op.issuer } })
  op.spoil({ metadata: { issuer: 'https://other.test' } })
  expect(await read()).toMatchObject({ ok: false, problem: { code: 'issuer_differs' } })
  op.spoil({ metadata: { issuer: `${op.issuer}/` } })
  expect(await read()).toMatchObject({ ok: false, problem: { code: 'issuer_differs' } })
})

/** The same provider over TLS, and who showed a certificate at each request. */
async function openMutualTls(op: Op) {
  const authority = await openTestAuthority()
  const { certificate, key } = await authority.issueServer()
  const shown: string[] = []
  const server = createServer(
    { key, cert: certificate, ca: authority.ca, requestCert: true, rejectUnauthorized: false },
    (request, response) => {
      shown.push(String((request.socket as TLSSocket).getPeerCertificate().subject?.CN))
      op.listener(request, response)
    },
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { shown, ca: authority.ca, origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

test('oidcc-client-test-mtls-endpoint-aliases', async () => {
  const rp = await openRp()
  const { shown, ca, origin } = await openMutualTls(rp.op)
  rp.op.spoil({
    metadata: {
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'self_signed_tls_client_auth'],
      mtls_endpoint_aliases: { token_endpoint: `${origin}${opPaths.token}` },
    },
  })
  const { certificate, key } = await makeSelfSigned('rp')
  const secrets = { tls_certificate: certificate, tls_key: key }
  await discover(rp, { caCertificates: ca }, { clientAuthentication: 'basic' })
  expectAccepted(await rp.run())
  expect(shown).toEqual([])
  await discover(rp, { caCertificates: ca, secrets }, { clientAuthentication: 'self_signed_tls_client_auth' })
  expectAccepted(await rp.run())
  expect(shown).toEqual(['rp'])
})
