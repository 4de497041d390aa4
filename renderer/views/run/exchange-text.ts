import { type Exchange, readStep } from '../../../shared/flow/exchange.ts'
import type { RawResponse } from '../../../shared/flow/raw-response.ts'
import { readBodyText } from '../../../shared/flow/raw-response-text.ts'
import { isSecretName, mask, maskText } from '../../../shared/lib/mask.ts'
import type { ShownRequest } from '../../../shared/lib/request-part.ts'

function buildRequestText(request: ShownRequest): string {
  const headers = request.parts.filter((part) => part.in === 'header').map((part) => `${part.name}: ${part.value}`)
  return [`${request.method} ${request.url}`, ...headers, ...(request.body === null ? [] : ['', request.body])].join(
    '\n',
  )
}

/** Token-like members are hidden by their names too: a refusal has no reading that would say what is a token. */
function maskMembers(body: string): string {
  return body.replace(/"([^"\\]{1,60})"(\s*:\s*)"((?:[^"\\]|\\.)*)"/g, (whole, name: string, joint: string) =>
    isSecretName(name) && name !== 'code' ? `"${name}"${joint}"${mask}"` : whole,
  )
}

/** The tokens that a run brought. */
function readTokens(exchange: Exchange): readonly string[] {
  const reading = readStep(exchange, 'token-set')?.reading
  return reading?.kind === 'tokens' ? reading.tokenSet.tokens.map((token) => token.value) : []
}

/** The body of an answer with every token hidden. */
export function buildMaskedBody(exchange: Exchange, response: RawResponse): string {
  return maskMembers(maskText(readBodyText(response).text, readTokens(exchange)))
}

function buildResponseText(exchange: Exchange, response: RawResponse): string {
  const hide = (text: string): string => maskMembers(maskText(text, readTokens(exchange)))
  const headers = response.headers.map(([name, value]) =>
    /^(set-cookie|location|authorization)$/i.test(name) ? `${name}: ${mask}` : `${name}: ${hide(value)}`,
  )
  return [`HTTP ${response.status} ${response.statusText}`, ...headers, '', buildMaskedBody(exchange, response)].join(
    '\n',
  )
}

/** A run as text for a ticket or a colleague: what was sent and what came back, with every secret and token hidden. */
export function buildExchangeText(exchange: Exchange): string {
  const authorization = readStep(exchange, 'authorization-request')?.request
  const redirect = readStep(exchange, 'captured-redirect')?.redirect
  const request = readStep(exchange, 'token-request')?.request
  const response = readStep(exchange, 'raw-response')?.response
  const problem = readStep(exchange, 'problem')?.problem
  const parts = [
    `${exchange.profileName}, run ${exchange.run}, ${new Date(exchange.startedAt).toISOString()}`,
    authorization === undefined ? null : buildRequestText(authorization),
    redirect === undefined ? null : `-> ${redirect.url}`,
    request === undefined ? null : buildRequestText(request),
    response === undefined ? null : buildResponseText(exchange, response),
    problem === undefined ? null : `${problem.code}: ${problem.message}`,
  ]
  return `${parts.filter((part) => part !== null).join('\n\n')}\n`
}
