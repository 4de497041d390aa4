import type { HostPorts } from '../../electron/host/ports.ts'
import type { Exchange } from '../../shared/flow/exchange.ts'
import type { ProfileDocument } from '../../shared/flow/profile.ts'
import { epochMs } from '../../shared/lib/units.ts'
import { openProvider, type Provider, saveProfile, type TokenAnswer, type TokenCall } from './open-provider.ts'
import { openTestHost, readEnd, readValue, type TestHost } from './open-test-host.ts'

/** A host whose waits end at once: its clock jumps by them. */
export interface PatientHost extends TestHost {
  /** How long each wait was, in seconds. */
  readonly waits: number[]
  /** What happens at the beginning of each wait, e.g. a cancel. */
  onWait: (count: number) => void | Promise<void>
}

/** Opens a host that waits without waiting. */
export async function openPatientHost(change: Partial<HostPorts> = {}): Promise<PatientHost> {
  const waits: number[] = []
  let ahead = 0
  const host = await openTestHost({
    now: () => epochMs(Date.now() + ahead),
    wait: async (milliseconds, signal) => {
      waits.push(Math.round(milliseconds / 1000))
      const over = new AbortController()
      const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve, { signal: over.signal }))
      await Promise.race([patient.onWait(waits.length), aborted])
      over.abort()
      ahead += milliseconds
    },
    ...change,
  })
  const patient: PatientHost = Object.assign(host, { waits, onWait: () => undefined })
  return patient
}

/** A device authorization answer that is in order, but for what the test changes. */
export function buildDeviceAnswer(change: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    device_code: 'device-code-1',
    user_code: 'WDJB-MJHT',
    verification_uri: 'https://provider.invalid/device',
    expires_in: 900,
    ...change,
  }
}

/** A refusal of the token endpoint. */
export const refuse = (error: string, status = 400): TokenAnswer => ({ status, body: { error } })

export const granted: TokenAnswer = { body: { access_token: 'access-1', token_type: 'Bearer', expires_in: 3600 } }

/** A provider of a device whose token endpoint answers the polls one after the other, the last for ever. */
export async function openDeviceProvider(
  device: TokenAnswer,
  polls: readonly (TokenAnswer | ((call: TokenCall) => TokenAnswer | Promise<TokenAnswer>))[],
): Promise<Provider> {
  let count = 0
  return openProvider((call) => {
    if (!call.url.startsWith('/token')) return device
    const poll = polls[Math.min(count, polls.length - 1)] ?? granted
    count += 1
    return typeof poll === 'function' ? poll(call) : poll
  })
}

/** Stores a profile whose endpoints are those of `openDeviceProvider`. */
export function saveDeviceProfile(
  host: TestHost,
  provider: Provider,
  change: Partial<ProfileDocument> = {},
): Promise<string> {
  const { origin } = provider
  const endpoints = { deviceAuthorization: `${origin}/device`, backchannelAuthentication: `${origin}/ciba` }
  return saveProfile(host, provider, { grant: 'device_code', dialect: { endpoints }, ...change })
}

/** Starts a run and gives the exchange at its end. */
export async function runElsewhere(
  host: TestHost,
  profileId: string,
  authorizeParameters: Readonly<Record<string, string>> = {},
): Promise<Exchange> {
  const started = await host.send('exchanges.start', { profileId, openBrowser: false, authorizeParameters })
  return readEnd(host, readValue(started).exchangeId)
}
