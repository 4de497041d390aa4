import { setImmediate } from 'node:timers/promises'
import { readJson } from '../../../shared/dialects/body/read-json.ts'
import type { Profile } from '../../../shared/flow/profile.ts'
import type { RawResponse } from '../../../shared/flow/raw-response.ts'
import { readResponseFindings } from '../../../shared/flow/raw-response-findings.ts'
import { buildClientMetadata } from '../../../shared/flow/token-request-client-metadata.ts'
import {
  buildRegistrationRequest,
  maskRegistrationRequest,
  type RegistrationRequest,
} from '../../../shared/flow/token-request-registration.ts'
import { readAnswer } from '../../../shared/flow/token-set-answer.ts'
import { type Registration, readRegistration } from '../../../shared/flow/token-set-registration.ts'
import { type Finding, finding } from '../../../shared/lib/finding.ts'
import { isJsonObject, type JsonObject } from '../../../shared/lib/json-value.ts'
import { fail, type Outcome, ok } from '../../../shared/lib/outcome.ts'
import { problem } from '../../../shared/lib/problem.ts'
import type { SecretChanges } from '../profile-book.ts'
import { readTransport } from '../transport.ts'
import { maskIssued } from './mask-issued.ts'
import { readClientKeys } from './read-client-keys.ts'
import type { RegistrationOrder } from './registration-order.ts'

/** The metadata to send: as given, else as the profile has it. */
async function readMetadata(order: RegistrationOrder): Promise<Outcome<JsonObject>> {
  if (order.action === 'read' || order.action === 'remove') return ok({})
  if (order.metadata !== null) {
    const read = readJson(order.metadata)
    if (read.ok && isJsonObject(read.body.value)) return ok(read.body.value)
    const reason = read.ok ? 'it is JSON and no object' : read.misread.reason
    return fail(problem('token-request', 'profile_invalid', { metadata: reason }))
  }
  const keys = await readClientKeys(order.profile, order.secrets)
  return keys.ok ? ok(buildClientMetadata(order.profile, keys.value)) : keys
}

/** What an answer means for the profile; `null` where it changes nothing. */
interface Settled {
  readonly change: Partial<Profile>
  readonly secrets: SecretChanges
  readonly findings: readonly Finding[]
}

function settleRegistration(order: RegistrationOrder, read: Registration): Settled {
  const { action, profile } = order
  const isOther = action === 'create' && profile.clientId !== '' && profile.clientId !== read.clientId
  const replaced = isOther ? [finding('profile', 'registration_replaced', { client: profile.clientId })] : []
  return {
    change: {
      clientId: read.clientId,
      ...(read.clientUri === null ? {} : { registrationClientUri: read.clientUri }),
    },
    secrets: {
      ...(read.clientSecret === null ? {} : { client_secret: read.clientSecret }),
      ...(read.accessToken === null ? {} : { registration_access_token: read.accessToken }),
    },
    findings: [...read.findings, ...replaced],
  }
}

/** Only 204 says that the client is gone (RFC 7592, section 2.3); what it cannot be reached with any more is then cleared. */
function settleRemoval(raw: RawResponse): Settled {
  if (raw.status === 204)
    return { change: { registrationClientUri: '' }, secrets: { registration_access_token: null }, findings: [] }
  const status = String(raw.status)
  return { change: {}, secrets: {}, findings: [finding('token-set', 'removal_unconfirmed', { status })] }
}

/** Reads the answer and makes its secrets known, before anything is written anywhere. */
function readSettled(
  order: RegistrationOrder,
  raw: RawResponse,
  asked: JsonObject,
  address: string,
): Outcome<Settled> & { readonly noticed: readonly Finding[] } {
  const read = readAnswer(raw, order.profile.dialect)
  const noticed = read.findings
  if (read.kind === 'stopped') return { ...fail(read.problem), noticed }
  if (order.action === 'remove') return { ...ok(settleRemoval(raw)), noticed }
  if (read.kind !== 'claims')
    return { ...fail(problem('token-set', 'registration_invalid', { member: 'client_id' })), noticed }
  const registration = readRegistration(read.claims, asked, address)
  if (!registration.ok) return { ...registration, noticed }
  const { clientSecret, accessToken } = registration.value
  order.recorder.know([clientSecret, accessToken].filter((secret) => secret !== null))
  return { ...ok(settleRegistration(order, registration.value)), noticed }
}

function record(
  order: RegistrationOrder,
  request: RegistrationRequest,
  response: RawResponse | null,
  noticed: readonly Finding[],
): void {
  const shown = maskRegistrationRequest(request)
  const came = response === null ? null : { ...response, url: shown.url }
  const ofAnswer = came === null ? [] : readResponseFindings(came).filter((one) => one.code !== 'not_no_store')
  const findings = [...request.findings, ...ofAnswer, ...noticed]
  order.recorder.append({ kind: 'side-call', name: 'registration', request: shown, response: came, findings })
}

/** Sends it, and keeps what was issued in the profile before the trail says so. */
async function walk(order: RegistrationOrder): Promise<Outcome<readonly Finding[]>> {
  const { profile, variables, secrets, recorder, action, initialAccessToken } = order
  recorder.know(initialAccessToken === null ? [] : [initialAccessToken])
  const metadata = await readMetadata(order)
  if (!metadata.ok) return metadata
  const run = { action, metadata: metadata.value, initialAccessToken, variables, secrets }
  const request = buildRegistrationRequest(profile, run)
  if (!request.ok) return request
  recorder.know(request.value.parts.flatMap((part) => (part.secret ? [part.value] : [])))
  const sent = await order.sender.send(request.value, order.signal, readTransport(order))
  if (!sent.ok) {
    record(order, request.value, sent.partial === null ? null : maskIssued(sent.partial, []), [])
    return sent
  }
  const raw = sent.value
  const settled = readSettled(order, raw, action === 'read' ? {} : metadata.value, request.value.url)
  if (!settled.ok) {
    record(order, request.value, maskIssued(raw, []), settled.noticed)
    return settled
  }
  const { change, secrets: issued, findings } = settled.value
  const saved = order.saveProfile(change, issued)
  const known = Object.values(issued).filter((one) => one !== null)
  // What could not be stored is nowhere else: then the answer stays as it came, so that a person can take it from there.
  record(order, request.value, saved.ok ? maskIssued(raw, known) : raw, settled.noticed)
  return saved.ok ? ok(findings) : saved
}

/** Registers, reads, changes or removes a client (RFC 7591, RFC 7592). The trail ends with `done`, or with what stopped it. */
export async function runRegistration(order: RegistrationOrder): Promise<void> {
  const { recorder } = order
  const walked = await walk(order)
  if (walked.ok) recorder.append({ kind: 'done', findings: walked.value })
  else recorder.stop(walked.problem, recorder.store())
  // The last step is published; whoever waits for it goes first, then the trail is written.
  await setImmediate()
  recorder.store()
}
