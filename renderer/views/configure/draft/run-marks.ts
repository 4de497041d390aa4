import { redirectGrants } from '../../../../shared/dialects/grant-names.ts'
import type { Profile, SecretName } from '../../../../shared/flow/profile.ts'
import { buildFilledText, buildVariables, readTemplateVariables } from '../../../../shared/flow/profile-address.ts'
import { readPendingEndpoint } from '../../../../shared/flow/token-request-pending-preview.ts'
import { buildPreview, type Preview, type PreviewedRequest } from '../../../../shared/flow/token-request-preview.ts'
import { buildPointer } from '../../../../shared/lib/json-pointer.ts'
import type { Problem } from '../../../../shared/lib/problem.ts'
import { readUrl } from '../../../../shared/lib/url.ts'
import type { Mark, MarkWord } from './mark.ts'
import { listSettingMarks, readNamedMark } from './setting-marks.ts'

type RequestName = keyof Preview

const endpoints = '/dialect/endpoints'

/** The endpoint that a request goes to; refreshes may have one of their own. */
function readEndpointPlace(profile: Profile, name: RequestName): string {
  if (name === 'authorize') return `${endpoints}/${readPendingEndpoint(profile) ?? 'authorization'}`
  return name === 'refresh' && profile.dialect.endpoints.refresh !== '' ? `${endpoints}/refresh` : `${endpoints}/token`
}

function missing(pointer: string, word: MarkWord, values: Readonly<Record<string, string>> = {}): Mark {
  return { pointer, kind: 'missing', word, values }
}

/** How many of the addresses that a run uses have the variable in them, also through the value of another one. */
function countUses(profile: Profile, runtime: Readonly<Record<string, string>>, name: string): number {
  const { authorization, token, refresh } = profile.dialect.endpoints
  const pending = readPendingEndpoint(profile)
  const asking = pending === null ? authorization : profile.dialect.endpoints[pending]
  const variables = buildVariables(profile, runtime)
  const uses = (template: string): boolean => readTemplateVariables(buildFilledText(template, variables)).includes(name)
  const asks = pending !== null || redirectGrants.includes(profile.grant)
  return [asks ? asking : '', token, refresh].filter(uses).length
}

function readAddressWord(problem: Problem): MarkWord {
  return problem.evidence?.address === undefined ? 'addressCredentials' : 'addressInvalid'
}

/** The table that holds a header; its name comes as JSON text, because it may hold anything. */
function readHeaderPlace(profile: Profile, request: RequestName, header: string): string {
  if (request === 'authorize') return '/dialect/request/authorize/headers'
  const { token, refresh } = profile.dialect.request
  const has = (names: object): boolean => Object.keys(names).some((name) => JSON.stringify(name) === header)
  return `/dialect/request/${has(refresh.headers) && !has(token.headers) ? 'refresh' : 'token'}/headers`
}

/** Where a person can do something about what would stop a request. */
function readProblemMark(profile: Profile, name: RequestName, problem: Problem): Mark | null {
  const place = readEndpointPlace(profile, name)
  const { evidence = {} } = problem
  switch (problem.code) {
    case 'authorization_endpoint_missing':
      return missing(place, 'addressMissing')
    case 'url_invalid':
      return evidence.address === '' ? missing(place, 'addressMissing') : missing(place, readAddressWord(problem))
    case 'url_insecure':
      return missing('/insecureAllowed', 'addressInsecure', { address: evidence.address ?? '' })
    case 'secret_missing':
      return evidence.secret === 'username'
        ? missing('/username', 'usernameMissing')
        : missing(buildPointer(['secrets', evidence.secret ?? '']), 'secretMissing')
    case 'secret_in_url_refused':
      return missing('/secretInUrlAllowed', 'secretInUrl')
    case 'profile_invalid':
      return readNamedMark(evidence) ?? missing('/dialect/request/token/placement', 'bodyInGet')
    case 'key_invalid':
      return missing(buildPointer(['secrets', evidence.secret ?? 'private_key']), 'keyInvalid')
    case 'endpoint_missing':
      return missing(`${endpoints}/${evidence.endpoint ?? 'token'}`, 'addressMissing')
    case 'header_invalid':
      return missing(readHeaderPlace(profile, name, evidence.header ?? ''), 'headerInvalid', evidence)
    default:
      return null
  }
}

/** A redirect URI of somebody else's place must be an address; a private scheme is one too (RFC 8252, section 7.1). */
function listRedirectMarks({ redirect }: Profile): readonly Mark[] {
  if (redirect.kind === 'loopback' || readUrl(redirect.uri) !== null) return []
  return [missing('/redirect/uri', 'addressInvalid')]
}

/** What a run of a profile would stop at before anything is sent, each at the place where it can be put right. */
export function readRunMarks(
  profile: Profile,
  runtime: Readonly<Record<string, string>>,
  hasSecret: readonly SecretName[],
): readonly Mark[] {
  const preview = buildPreview(profile, runtime, hasSecret)
  const marks = new Map<string, Mark>()
  const requests = Object.entries(preview) as readonly (readonly [RequestName, PreviewedRequest | null])[]
  for (const [name, one] of requests) {
    for (const variable of one?.missing ?? []) {
      const count = countUses(profile, runtime, variable)
      const mark = missing(buildPointer(['variables', variable]), 'variableMissing', {
        variable: `{${variable}}`,
        count: String(count),
      })
      marks.set(mark.pointer, mark)
    }
    const { problem } = one ?? { problem: null }
    const mark = problem === null ? null : readProblemMark(profile, name, problem)
    if (mark !== null && !marks.has(mark.pointer)) marks.set(mark.pointer, mark)
  }
  for (const mark of listSettingMarks(profile, hasSecret)) if (!marks.has(mark.pointer)) marks.set(mark.pointer, mark)
  if (redirectGrants.includes(profile.grant))
    for (const mark of listRedirectMarks(profile)) marks.set(mark.pointer, mark)
  return [...marks.values()]
}
