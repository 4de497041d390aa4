import type { RawResponse } from '../../shared/flow/raw-response.ts'
import { type PublishedKeys, readPublishedKeys } from '../../shared/flow/raw-response-keys.ts'
import { maskUrl } from '../../shared/lib/mask.ts'
import { type Problem, problem } from '../../shared/lib/problem.ts'
import type { EpochMs } from '../../shared/lib/units.ts'
import { readUrl } from '../../shared/lib/url.ts'
import type { OutboundRequest, Sender } from './send-request.ts'
import type { Transport } from './tls-material.ts'

/** A request for keys with its answer. */
export interface KeyCall {
  readonly request: OutboundRequest
  readonly response: RawResponse
}

/** The published keys of a provider (RFC 7517, section 5), and how they came to be here. */
export interface KeySet extends PublishedKeys {
  /** The request that was made for it in this call; `null` where the keys were here already or somebody else's request brought them. */
  readonly call: KeyCall | null
}

/** The keys, or why there are none, beside the request that this call made: its answer is evidence, and `null` where none came. */
export type KeysRead =
  | { readonly ok: true; readonly value: KeySet }
  | {
      readonly ok: false
      readonly problem: Problem
      readonly call: { readonly request: OutboundRequest; readonly response: RawResponse | null } | null
    }

/** What keys are wanted for. */
export interface KeyWish {
  readonly url: string
  /** The `kid` that is looked for, or `null`. An unknown one fetches the keys again, once, even inside the cooldown. */
  readonly keyId: string | null
  /** The keys that were here did not fit the token: they may have been changed under the same names. Fetches as an unknown `kid` does. */
  readonly again?: boolean
  readonly transport: Transport | null
  readonly signal: AbortSignal
}

/** The keys of all providers, fetched when they are wanted and kept for a while. */
export interface KeySets {
  read(wish: KeyWish): Promise<KeysRead>
}

/** Milliseconds that keys are kept, and between two requests for unknown ones (requirement I-11). */
const keptFor = 600_000
const cooldown = 10_000
/** So many addresses are kept. */
const mostKept = 100

/** What is known of one address over one transport. */
interface Place {
  kept: { readonly keys: PublishedKeys; readonly fetchedAt: EpochMs } | null
  /** When an unknown `kid`, or keys that did not fit, last caused a request. */
  askedAgainAt: EpochMs | null
  fetching: SharedFetch | null
}

/** One request that several readers wait for; it ends when the last of them has left. */
interface SharedFetch {
  readonly done: Promise<KeysRead>
  readonly controller: AbortController
  readers: number
}

const cancelled: KeysRead = { ok: false, problem: problem('raw-response', 'cancelled'), call: null }

/** Waits for a request of others as long as the own signal lets it. */
async function awaitShared(shared: SharedFetch, signal: AbortSignal): Promise<KeysRead> {
  if (signal.aborted) return cancelled
  shared.readers++
  let leave = (): void => undefined
  const left = new Promise<KeysRead>((resolve) => {
    leave = () => resolve(cancelled)
    signal.addEventListener('abort', leave, { once: true })
  })
  try {
    return await Promise.race([shared.done, left])
  } finally {
    signal.removeEventListener('abort', leave)
    if (--shared.readers === 0) shared.controller.abort()
  }
}

/** The same for who did not send it: the answer without the request. */
function withoutCall(read: KeysRead): KeysRead {
  return read.ok ? { ok: true, value: { ...read.value, call: null } } : { ...read, call: null }
}

function readAddressProblem(url: string): Problem | null {
  const parts = readUrl(url)
  if (parts === null || !/^https?:$/.test(parts.protocol) || parts.username !== '' || parts.password !== '')
    return problem('decoded-token', 'url_invalid', { url: maskUrl(url) })
  return null
}

/** Opens the keys of all providers. Nothing is fetched before it is wanted. */
export function createKeySets(sender: Sender, now: () => EpochMs): KeySets {
  const places = new Map<string, Place>()

  const fetchKeys = async (place: Place, wish: KeyWish, signal: AbortSignal): Promise<KeysRead> => {
    const request: OutboundRequest = {
      method: 'GET',
      url: wish.url,
      headers: [['Accept', 'application/jwk-set+json, application/json']],
      body: null,
    }
    const sent = await sender.send(request, signal, wish.transport)
    if (!sent.ok) return { ok: false, problem: sent.problem, call: { request, response: sent.partial } }
    const call: KeyCall = { request, response: sent.value }
    const keys = readPublishedKeys(sent.value)
    if (!keys.ok) return { ok: false, problem: keys.problem, call }
    place.kept = { keys: keys.value, fetchedAt: now() }
    return { ok: true, value: { ...keys.value, call } }
  }

  const share = (place: Place, wish: KeyWish): Promise<KeysRead> => {
    // One that all its readers have left is ending, and brings nothing any more.
    const running = place.fetching?.controller.signal.aborted === false ? place.fetching : null
    if (running !== null) return awaitShared(running, wish.signal).then(withoutCall)
    const controller = new AbortController()
    const done = fetchKeys(place, wish, controller.signal).finally(() => {
      if (place.fetching === shared) place.fetching = null
    })
    const shared: SharedFetch = { done, controller, readers: 0 }
    place.fetching = shared
    return awaitShared(shared, wish.signal)
  }

  /** Keys over one transport are not those over another: it decides whom we believe to be the provider. */
  const openPlace = ({ url, transport }: KeyWish): Place => {
    const key = JSON.stringify([url, transport?.ca ?? null, transport?.certificate ?? null])
    const place = places.get(key) ?? { kept: null, askedAgainAt: null, fetching: null }
    places.delete(key)
    places.set(key, place)
    for (const oldest of [...places.keys()].slice(0, Math.max(0, places.size - mostKept))) places.delete(oldest)
    return place
  }

  /** Whether a `kid` that the kept keys do not have is worth a request now. */
  const mayAskAgain = (place: Place): boolean => {
    const since = place.askedAgainAt === null ? Number.POSITIVE_INFINITY : now() - place.askedAgainAt
    // A clock that was set back must not keep the keys old.
    return since >= cooldown || since < 0
  }

  return {
    read: async (wish) => {
      if (wish.signal.aborted) return cancelled
      const fault = readAddressProblem(wish.url)
      if (fault !== null) return { ok: false, problem: fault, call: null }
      const place = openPlace(wish)
      const { kept } = place
      const age = kept === null ? 0 : now() - kept.fetchedAt
      if (kept === null || age >= keptFor || age < 0) return share(place, wish)
      const isNamed = wish.keyId === null || kept.keys.keys.some(({ kid }) => kid === wish.keyId)
      const isKnown = isNamed && wish.again !== true
      if (isKnown || (place.fetching === null && !mayAskAgain(place)))
        return { ok: true, value: { ...kept.keys, call: null } }
      place.askedAgainAt = now()
      return share(place, wish)
    },
  }
}
