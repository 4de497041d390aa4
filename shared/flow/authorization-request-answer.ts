import type { RedirectGrantName } from './authorization-request-run.ts'
import type { Profile } from './profile.ts'

/** In which form the answer comes back. `isJwt`: its parameters are inside a signed `response` (JARM, section 2.3). */
export interface AnswerMode {
  readonly kind: 'query' | 'fragment' | 'form_post'
  readonly isJwt: boolean
}

const usualTypes: Readonly<Record<RedirectGrantName, string>> = {
  authorization_code: 'code',
  implicit: 'id_token token',
  hybrid: 'code id_token',
}

/** The words of a response type; their order means nothing (OAuth 2.0 Multiple Response Types, section 3). */
export function readResponseWords(responseType: string): readonly string[] {
  return responseType.split(' ').filter((word) => word !== '')
}

/** Tells whether a response type asks for a code. */
export function asksForCode(responseType: string): boolean {
  return readResponseWords(responseType).includes('code')
}

/** The tokens that the redirect itself must carry. */
export function readFrontTokens(responseType: string): readonly ('access_token' | 'id_token')[] {
  const words = readResponseWords(responseType)
  return [
    ...(words.includes('token') ? (['access_token'] as const) : []),
    ...(words.includes('id_token') ? (['id_token'] as const) : []),
  ]
}

function isTypeOf(responseType: string, grant: RedirectGrantName): boolean {
  const hasCode = asksForCode(responseType)
  const hasTokens = readFrontTokens(responseType).length > 0
  return hasCode === (grant !== 'implicit') && hasTokens === (grant !== 'authorization_code')
}

/** The response type of a run: the profile's own; that of the grant where the run walks by another and it does not fit. */
export function readResponseType({ authorization, grant: own }: Profile, grant: RedirectGrantName): string {
  const { responseType } = authorization
  if (responseType === '') return usualTypes[grant]
  return grant === own || isTypeOf(responseType, grant) ? responseType : usualTypes[grant]
}

/**
 * How the answer to a request comes back: as it was asked for, else as the response type has it (Multiple Response Types,
 * section 2.1: tokens only ever in the fragment; JARM, section 2.3.4: `jwt` is the same choice). Unknown words change nothing.
 */
export function readAnswerMode(responseType: string, sentMode: string | null): AnswerMode {
  const [kind, end = ''] = (sentMode ?? '').split('.')
  const isJwt = kind === 'jwt' || end === 'jwt'
  if (kind === 'query' || kind === 'fragment' || kind === 'form_post') return { kind, isJwt }
  return { kind: readFrontTokens(responseType).length > 0 ? 'fragment' : 'query', isJwt }
}
