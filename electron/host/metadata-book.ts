import { createHash } from 'node:crypto'
import type { Metadata, MetadataAttempt } from '../../shared/contract/records.ts'
import type { Profile, Secrets } from '../../shared/flow/profile.ts'
import { buildAddress, buildFilledText, buildVariables, type Variables } from '../../shared/flow/profile-address.ts'
import { type MetadataAddresses, readMetadataAddresses } from '../../shared/flow/profile-metadata-address.ts'
import { type ReadMetadata, readMetadata } from '../../shared/flow/raw-response-metadata.ts'
import { type Finding, finding } from '../../shared/lib/finding.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/lib/json-value.ts'
import { maskUrl } from '../../shared/lib/mask.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { type Problem, type ProblemCode, problem } from '../../shared/lib/problem.ts'
import type { ShownRequest } from '../../shared/lib/request-part.ts'
import { readUrl } from '../../shared/lib/url.ts'
import type { Sender } from './send-request.ts'
import type { Transport } from './tls-material.ts'
import { readTransport } from './transport.ts'
import type { Vault } from './vault/vault.ts'

/** Whose connection and addresses a reading uses; `null` for an issuer that no profile has yet. */
export interface MetadataAsker {
  readonly profile: Profile
  readonly secrets: Secrets
  readonly variables: Variables
}

/** What issuers say about themselves, kept in the vault once it was read. */
export interface MetadataBook {
  /** From the vault, or from the network when it is not there or `again` is set. A failed reading changes nothing that is kept. */
  read(issuer: string, again: boolean, asker: MetadataAsker | null): Promise<Outcome<Metadata>>
  /** What the last reading of an issuer in this session sent and got, also when nothing of it could be used. */
  attempts(issuer: string): readonly MetadataAttempt[]
}

type Kept = Pick<Metadata, 'issuer' | 'url' | 'fetchedAt' | 'document' | 'findings'>

/** The readings whose answers are kept for this session; each may hold a body of a megabyte per address. */
const mostAttempts = 8

const headers = [['Accept', 'application/json']] as const

function buildShownRequest(address: string): ShownRequest {
  const parts = headers.map(
    ([name, value]) => ({ in: 'header', name, value, secret: false, origin: 'protocol' }) as const,
  )
  return { method: 'GET', url: maskUrl(address), parts, body: null }
}

/** The same value reads the same, whatever the order of its members. */
function buildSortedText(value: JsonValue): string {
  return JSON.stringify(value, (_, inner: JsonValue) =>
    isJsonObject(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner,
  )
}

function listChanges(before: JsonObject, after: JsonObject): Metadata['changes'] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const textOf = (document: JsonObject, name: string): string | null => {
    const value = Object.hasOwn(document, name) ? document[name] : undefined
    return value === undefined ? null : buildSortedText(value)
  }
  return names
    .map((name) => ({ name, before: textOf(before, name), after: textOf(after, name) }))
    .filter((change) => change.before !== change.after)
}

/** The profile's own address of the document comes first where it is that of the issuer asked for. */
function addOwnAddress(addresses: MetadataAddresses, asker: MetadataAsker | null): Outcome<MetadataAddresses> {
  const template = asker?.profile.dialect.endpoints.discovery ?? ''
  if (asker === null || template === '' || addresses.derived) return ok(addresses)
  const { profile, variables } = asker
  const issuer = buildFilledText(profile.dialect.issuer, buildVariables(profile, variables))
  const own = buildAddress(profile, template, variables, 'profile')
  if (!own.ok) return own
  const isSameOrigin = readUrl(own.value)?.origin === readUrl(addresses.issuers[0] ?? '')?.origin
  const isOurs = issuer === '' ? isSameOrigin : addresses.issuers.includes(issuer)
  return ok(isOurs ? { ...addresses, addresses: [...new Set([own.value, ...addresses.addresses])] } : addresses)
}

function readAddresses(issuer: string, asker: MetadataAsker | null): Outcome<MetadataAddresses> {
  const filled = asker === null ? issuer : buildFilledText(issuer, buildVariables(asker.profile, asker.variables))
  const read = readMetadataAddresses(filled, asker?.profile.insecureAllowed ?? false)
  return read.ok ? addOwnAddress(read.value, asker) : read
}

/** The most telling of several problems: what was found and is wrong says more than that nothing was found. */
const telling: readonly ProblemCode[] = [
  'issuer_differs',
  'metadata_invalid',
  'metadata_redirected',
  'metadata_web_page',
]

function chooseProblem(attempts: readonly MetadataAttempt[]): Problem {
  const problems = attempts.flatMap((attempt) => attempt.problem ?? [])
  const found = telling.map((code) => problems.find((one) => one.code === code)).find((one) => one !== undefined)
  const tried = attempts
    .map(({ request, response, problem: why }) => `${request.url} ${response?.status ?? why?.code ?? ''}`)
    .join(', ')
  const other = problems.find((one) => one.code !== 'metadata_not_found')
  const last = found ?? other ?? problems.at(-1) ?? problem('raw-response', 'metadata_not_found')
  return { ...last, evidence: { ...last.evidence, tried } }
}

/** What one address gave. */
interface Asked {
  readonly attempt: MetadataAttempt
  readonly read: ReadMetadata | null
}

async function askAddress(
  sender: Sender,
  address: string,
  issuers: readonly string[],
  transport: Transport | null,
): Promise<Asked> {
  const request = buildShownRequest(address)
  const sent = await sender.send(
    { method: 'GET', url: address, headers, body: null },
    new AbortController().signal,
    transport,
  )
  if (!sent.ok) return { attempt: { request, response: sent.partial, problem: sent.problem }, read: null }
  const read = readMetadata(sent.value, issuers)
  const why = read.ok ? null : read.problem
  return { attempt: { request, response: sent.value, problem: why }, read: read.ok ? read.value : null }
}

/** Asks one address after another until one has a document; where the network fails, the others would fail as well. */
async function askAll(
  sender: Sender,
  { addresses, issuers }: MetadataAddresses,
  transport: Transport | null,
): Promise<{ readonly attempts: readonly MetadataAttempt[]; readonly read: ReadMetadata | null }> {
  const attempts: MetadataAttempt[] = []
  for (const address of addresses) {
    const { attempt, read } = await askAddress(sender, address, issuers, transport)
    attempts.push(attempt)
    const isLost = attempt.problem?.code.startsWith('network_') === true
    if (read !== null || isLost) return { attempts, read }
  }
  return { attempts, read: null }
}

function readName(issuer: string): string {
  return `metadata.${createHash('sha256').update(issuer).digest('base64url')}`
}

function readKept(vault: Vault, issuers: readonly string[]): Kept | null {
  for (const issuer of issuers) {
    const stored = vault.values.read(readName(issuer))
    if (stored.ok && stored.value !== null) return JSON.parse(stored.value) as Kept
  }
  return null
}

/** Findings about the way to the document. */
function listWayFindings(
  { derived }: MetadataAddresses,
  attempts: readonly MetadataAttempt[],
  issuer: string,
): readonly Finding[] {
  const missed = attempts.filter((attempt) => attempt.problem !== null).map(({ request }) => request.url)
  return [
    ...(derived ? [finding('profile', 'metadata_issuer_derived', { issuer })] : []),
    ...(missed.length === 0 ? [] : [finding('raw-response', 'metadata_tried', { addresses: missed.join(', ') })]),
  ]
}

/** Opens the book of metadata over a vault. */
export function createMetadataBook(vault: Vault, sender: Sender): MetadataBook {
  const remembered = new Map<string, readonly MetadataAttempt[]>()
  const remember = (issuer: string, attempts: readonly MetadataAttempt[]): void => {
    remembered.delete(issuer)
    remembered.set(issuer, attempts)
    for (const oldest of [...remembered.keys()].slice(0, -mostAttempts)) remembered.delete(oldest)
  }
  const fetchAnew = async (
    given: string,
    addresses: MetadataAddresses,
    asker: MetadataAsker | null,
    kept: Kept | null,
  ): Promise<Outcome<Metadata>> => {
    const { attempts, read } = await askAll(sender, addresses, asker === null ? null : readTransport(asker))
    remember(given, attempts)
    const last = attempts.at(-1)
    if (read === null || last === undefined || last.response === null) return fail(chooseProblem(attempts))
    const { url, receivedAt: fetchedAt } = last.response
    const { issuer, document } = read
    const findings = [...listWayFindings(addresses, attempts, issuer), ...read.findings]
    const fresh: Kept = { issuer, url, fetchedAt, document, findings }
    const stored = vault.values.write(readName(issuer), JSON.stringify(fresh))
    const reason = stored.ok ? null : (stored.problem.evidence?.reason ?? stored.problem.code)
    const unsaved = reason === null ? [] : [finding('exchange', 'not_saved', { reason })]
    return ok({
      ...fresh,
      findings: [...findings, ...unsaved],
      changes: kept === null ? [] : listChanges(kept.document, document),
      calls: attempts.flatMap(({ request, response }) => (response === null ? [] : [{ request, response }])),
    })
  }
  return {
    attempts: (issuer) => remembered.get(issuer) ?? [],
    read: async (given, again, asker) => {
      const addresses = readAddresses(given, asker)
      if (!addresses.ok) return addresses
      const kept = readKept(vault, addresses.value.issuers)
      if (kept !== null && !again) return ok({ ...kept, changes: [], calls: [] })
      return fetchAnew(given, addresses.value, asker, kept)
    },
  }
}
