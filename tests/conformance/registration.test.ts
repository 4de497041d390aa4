import { expect, test } from 'vitest'
import { openFullProvider } from '../fakes/open-full-provider.ts'
import { saveFullProfile } from '../fakes/save-full-profile.ts'
import { startRun } from '../host/open-provider.ts'
import { openTestHost, readEnd, readValue, runToEnd } from '../host/open-test-host.ts'
import { listFailed, readVerdicts } from './run-rp.ts'

test('oidcc-client-test-dynamic-registration', async () => {
  const [host, provider] = await Promise.all([openTestHost(), openFullProvider()])
  await saveFullProfile(host, provider, { clientId: 'nobody-knows-this-client', secrets: { client_secret: 'nothing' } })
  // Without a registration the provider shows its own page and sends nobody back.
  const { id, url } = await startRun(host, 'full', { prompt: 'none' })
  expect((await fetch(url)).status).toBe(400)
  await host.send('exchanges.cancel', { id })

  const started = await host.send('registration.start', { profileId: 'full', action: 'create' })
  const registered = await readEnd(host, readValue(started).exchangeId)
  expect(registered.state, JSON.stringify(registered.trail.at(-1))).toBe('received')
  const sent = JSON.parse(provider.at('/reg').body) as { readonly redirect_uris: readonly string[] }
  expect(sent.redirect_uris[0]).toMatch(/^http:\/\/127\.0\.0\.1/)

  const shown = readValue(await host.send('profiles.show', { id: 'full' }))
  expect(shown.profile.clientId).not.toBe('nobody-knows-this-client')
  expect(shown.hasSecret).toEqual(expect.arrayContaining(['client_secret', 'registration_access_token']))
  const published = JSON.stringify([host.events, shown])
  for (const secret of ['client_secret', 'registration_access_token'] as const) {
    const { value } = readValue(await host.send('profiles.reveal', { id: 'full', secret }))
    expect(value.length).toBeGreaterThan(20)
    expect(published).not.toContain(value)
  }

  const exchange = await runToEnd(host, 'full')
  expect(exchange.state, JSON.stringify(exchange.trail.at(-1))).toBe('received')
  expect(listFailed(exchange)).toEqual([])
  expect(readVerdicts(exchange).aud).toMatchObject({ verdict: 'pass' })
})
