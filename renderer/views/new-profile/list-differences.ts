import type { Dialect } from '../../../shared/dialects/dialect.ts'

/** How a dialect departs from RFC 6749: which words say it, and what they are filled with. */
export interface Difference {
  readonly kind:
    | 'method'
    | 'placement'
    | 'authentication'
    | 'pkce'
    | 'grantType'
    | 'omitted'
    | 'answersItself'
    | 'accessToken'
    | 'success'
    | 'byBody'
    | 'syntax'
    | 'lifetimePlace'
    | 'lifetimeUnit'
    | 'location'
  /** Protocol text, never translated. */
  readonly value: string
}

const dotted = (pointer: string): string => pointer.split('/').slice(1).join('.')

function listRequestDifferences({ request }: Dialect): readonly Difference[] {
  const { token, authorize } = request
  const found: Difference[] = []
  if (token.method !== 'POST') found.push({ kind: 'method', value: token.method })
  if (token.placement !== 'form') found.push({ kind: 'placement', value: token.placement })
  if (request.clientAuthentication !== 'basic')
    found.push({ kind: 'authentication', value: request.clientAuthentication })
  if (request.pkce !== 'S256') found.push({ kind: 'pkce', value: request.pkce })
  if (authorize.answer === 'json') found.push({ kind: 'answersItself', value: dotted(authorize.codePlaces[0] ?? '') })
  const grantType = request.grantTypes.authorization_code
  if (grantType !== 'authorization_code') found.push({ kind: 'grantType', value: grantType })
  if (token.omit.length > 0) found.push({ kind: 'omitted', value: token.omit.join(', ') })
  return found
}

function listResponseDifferences({ response }: Dialect): readonly Difference[] {
  const found: Difference[] = []
  const place = response.fields.access_token[0] ?? ''
  if (place !== '/access_token') found.push({ kind: 'accessToken', value: dotted(place) })
  const [rule] = response.success
  if (rule?.rule === 'equals')
    found.push({ kind: 'success', value: `${dotted(rule.place)} = ${rule.values.join(', ')}` })
  if (response.judgeBy === 'body') found.push({ kind: 'byBody', value: '' })
  if (response.syntaxes.includes('relaxed_json')) found.push({ kind: 'syntax', value: '' })
  const lifetime = response.lifetimes.find((one) => one.of === 'access_token')
  const besideToken = `${place.slice(0, place.lastIndexOf('/'))}/expires_in`
  if (lifetime !== undefined && lifetime.place !== besideToken)
    found.push({ kind: 'lifetimePlace', value: dotted(lifetime.place) })
  if (lifetime?.documentedUnit !== undefined) found.push({ kind: 'lifetimeUnit', value: lifetime.documentedUnit })
  if (response.readLocation || response.syntaxes.includes('location_query')) found.push({ kind: 'location', value: '' })
  return found
}

/** What a dialect does otherwise than the standard, request first. */
export function listDifferences(dialect: Dialect): readonly Difference[] {
  return [...listRequestDifferences(dialect), ...listResponseDifferences(dialect)]
}
