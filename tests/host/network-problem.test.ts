import { describe, expect, test } from 'vitest'
import { readNetworkProblem } from '../../electron/host/network-problem.ts'
import { sendLimits } from '../../electron/host/send-limits.ts'

const url = 'https://user:word@as.example/token?client_secret=hidden'
const coded = (code: string, rest: object = {}): Error => Object.assign(new Error(url), { code, ...rest })

const failures: readonly (readonly [name: string, error: unknown, code: string, evidence: object])[] = [
  ['nothing', undefined, 'network_failed', { reason: 'unknown' }],
  ['a text', 'client_secret=hidden', 'network_failed', { reason: 'unknown' }],
  ['a number as its code', { code: 7 }, 'network_failed', { reason: 'unknown' }],
  ['an unknown code', coded('ENEW'), 'network_failed', { reason: 'ENEW' }],
  ['no name', coded('ENOTFOUND'), 'network_dns', { reason: 'ENOTFOUND' }],
  ['a name server out of order', coded('EAI_AGAIN'), 'network_dns', {}],
  ['a closed port', coded('ECONNREFUSED'), 'network_refused', {}],
  [
    'several addresses that refuse',
    new AggregateError([coded('ECONNREFUSED'), coded('ENETUNREACH')], url),
    'network_refused',
    { reason: 'ECONNREFUSED' },
  ],
  ['no way there', coded('EHOSTUNREACH'), 'network_refused', {}],
  ['a reset', coded('UND_ERR_SOCKET', { cause: coded('ECONNRESET') }), 'network_reset', { reason: 'ECONNRESET' }],
  ['a closed socket', coded('UND_ERR_SOCKET'), 'network_reset', { reason: 'UND_ERR_SOCKET' }],
  [
    'a late connection',
    coded('UND_ERR_CONNECT_TIMEOUT'),
    'network_timeout',
    { phase: 'connect', milliseconds: '10000' },
  ],
  ['late headers', coded('UND_ERR_HEADERS_TIMEOUT'), 'network_timeout', { phase: 'headers', milliseconds: '15000' }],
  ['a late body', coded('UND_ERR_BODY_TIMEOUT'), 'network_timeout', { phase: 'body', milliseconds: '10000' }],
  ['long headers', coded('UND_ERR_HEADERS_OVERFLOW'), 'response_too_large', {}],
  ['a cause three steps down', coded('A', { cause: coded('B', { cause: coded('EPIPE') }) }), 'network_reset', {}],
  ['an expired certificate', coded('CERT_HAS_EXPIRED'), 'network_tls', { reason: 'CERT_HAS_EXPIRED' }],
  ['another host', coded('ERR_TLS_CERT_ALTNAME_INVALID'), 'network_tls', {}],
  ['an unknown authority', coded('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'), 'network_tls', {}],
  ['a self-made chain', coded('SELF_SIGNED_CERT_IN_CHAIN'), 'network_tls', {}],
  ['an old protocol', coded('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'), 'network_tls', {}],
  [
    'what is no HTTP',
    Object.assign(new Error('Response does not match the HTTP/1.1 protocol (Expected HTTP/)'), {
      name: 'HTTPParserError',
    }),
    'response_malformed',
    { reason: 'Expected HTTP/' },
  ],
]

describe('a failed request', () => {
  test.each(failures)('is named, without its text and its address: %s', (_name, error, code, evidence) => {
    const named = readNetworkProblem(error, url, sendLimits)
    expect(named).toMatchObject({ step: 'raw-response', code, evidence: { host: 'as.example:443', ...evidence } })
    expect(JSON.stringify(named)).not.toMatch(/hidden|word@/)
  })

  test('that is its own cause is named as well', () => {
    const circle = coded('ECIRCLE')
    circle.cause = circle
    expect(readNetworkProblem(circle, 'http://[::1]/', sendLimits)).toMatchObject({
      code: 'network_failed',
      evidence: { host: '[::1]:80', reason: 'ECIRCLE' },
    })
  })
})
