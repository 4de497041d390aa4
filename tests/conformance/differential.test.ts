import { existsSync, readFileSync } from 'node:fs'
import * as oauth from 'oauth4webapi'
import { describe, expect, test } from 'vitest'
import { type Exchange, readChecks, readStep } from '../../shared/flow/exchange.ts'
import { startRun } from '../host/open-provider.ts'
import { readEnd } from '../host/open-test-host.ts'
import { type DifferentialCase, tokenCases } from './differential-cases.ts'
import { type Op, opPaths } from './open-op.ts'
import { listFailed, openRp } from './run-rp.ts'

/** Whether an answer is good, and if not, why. */
interface Judgement {
  readonly accepts: boolean
  readonly because: string
}

const emptyIssuer = 'an empty iss names another issuer than ours; the other takes it as absent'

const client: oauth.Client = { client_id: 'rp', [oauth.clockTolerance]: 60 }

function describeServer(op: Op, more: Partial<oauth.AuthorizationServer> = {}): oauth.AuthorizationServer {
  return {
    issuer: op.issuer,
    jwks_uri: `${op.issuer}${opPaths.jwks}`,
    id_token_signing_alg_values_supported: ['RS256'],
    ...more,
  }
}

async function judge(attempt: () => unknown): Promise<Judgement> {
  try {
    await attempt()
    return { accepts: true, because: '' }
  } catch (error) {
    return { accepts: false, because: String(error) }
  }
}

/** The same bytes that we were sent, for the other. */
function rebuildResponse(exchange: Exchange): Response {
  const raw = readStep(exchange, 'raw-response')?.response
  if (raw === undefined) throw new Error(JSON.stringify(exchange.trail.at(-1)))
  return new Response(Buffer.from(raw.body, 'base64'), { status: raw.status, headers: [...raw.headers] })
}

function judgeByOther(op: Op, exchange: Exchange, { isRefresh, profile }: DifferentialCase, nonce: string) {
  const response = rebuildResponse(exchange)
  const server = describeServer(op)
  return judge(async () => {
    if (isRefresh) await oauth.processRefreshTokenResponse(server, client, response)
    else {
      const { maxAge = null } = profile?.authorization ?? {}
      await oauth.processAuthorizationCodeResponse(server, client, response, {
        expectedNonce: nonce,
        ...(maxAge !== null && { maxAge }),
      })
    }
    const body: unknown = await rebuildResponse(exchange).json()
    if (typeof body === 'object' && body !== null && 'id_token' in body)
      await oauth.validateApplicationLevelSignature(server, response, { [oauth.allowInsecureRequests]: true })
  })
}

function judgeByUs(exchange: Exchange): Judgement {
  const failed = listFailed(exchange)
  const because = exchange.state === 'received' ? failed.join() : JSON.stringify(exchange.trail.at(-1))
  return { accepts: exchange.state === 'received' && failed.length === 0, because }
}

describe('an answer of the token endpoint', () => {
  test.each(Object.entries(tokenCases))('with %s', async (_what, one) => {
    const { op, run, refresh } = await openRp(one.profile)
    if (!one.isRefresh) op.spoil(one.spoil)
    const first = await run()
    const nonce = op.at(opPaths.authorization)[0]?.query.get('nonce') ?? ''
    op.spoil(one.spoil)
    const exchange = one.isRefresh ? await refresh() : first
    const [ours, theirs] = [judgeByUs(exchange), await judgeByOther(op, exchange, one, nonce)]
    const both = `ours: ${ours.because}; theirs: ${theirs.because}`
    expect(ours.accepts === theirs.accepts, both).toBe(one.differs === undefined)
  })
})

describe('an answer of the authorization endpoint', () => {
  const good = (op: Op, state: string): Record<string, string> => ({ code: 'a-code', state, iss: op.issuer })
  const signed = { authorization_response_iss_parameter_supported: true }

  type RedirectCase = readonly [
    what: string,
    parameters: (op: Op, state: string) => Readonly<Record<string, string>> | URLSearchParams,
    required: boolean,
    accepts: boolean,
    differs?: string,
  ]
  const cases: readonly RedirectCase[] = [
    ['that is good', good, true, true],
    ['without iss', (_op, state) => ({ code: 'a-code', state }), false, true],
    ['without iss where it is promised', (_op, state) => ({ code: 'a-code', state }), true, false],
    ['with another iss', (op, state) => ({ ...good(op, state), iss: 'https://other.test' }), false, false],
    ['with another state', (op) => ({ ...good(op, 'another-state-than-sent') }), false, false],
    ['without a state', (op) => ({ code: 'a-code', iss: op.issuer }), false, false],
    ['with an error', (op, state) => ({ error: 'access_denied', state, iss: op.issuer }), false, false],
    ['with an iss that is empty', (op, state) => ({ ...good(op, state), iss: '' }), false, false, emptyIssuer],
    [
      'with the state twice',
      (op, state) => {
        const twice = new URLSearchParams(good(op, state))
        twice.append('state', state)
        return twice
      },
      false,
      false,
    ],
  ]

  const named = cases.map(([what, parameters, issuerRequired, accepts, differs]) => ({
    ...{ what, parameters, issuerRequired, accepts, differs },
  }))

  test.each(named)('$what', async ({ parameters, issuerRequired, accepts, differs }) => {
    const { host, op } = await openRp({
      checks: { issuerRequired },
      redirect: { kind: 'paste', uri: 'http://127.0.0.1:1/callback' },
    })
    const { id, state } = await startRun(host, 'rp')
    const query = new URLSearchParams(parameters(op, state))
    const url = `http://127.0.0.1:1/callback?${query}`
    await host.send('exchanges.paste', { id, text: url })
    // A redirect of somebody else's sign-in does not end a run, so the person does.
    await host.send('exchanges.cancel', { id })
    const exchange = await readEnd(host, id)
    const server = describeServer(op, issuerRequired ? signed : {})
    const theirs = await judge(() => oauth.validateAuthResponse(server, client, new URL(url), state))
    const ours = exchange.trail.some((step) => step.kind === 'grant' && !readChecks(exchange).some(hasFailed))
    const went =
      ours && op.at(opPaths.token).length <= 1 && exchange.trail.some((step) => step.kind === 'token-request')
    expect({ ours: went, theirs: theirs.accepts }, theirs.because).toEqual({
      ours: accepts,
      theirs: accepts === (differs === undefined),
    })
  })
})

const hasFailed = ({ verdict }: { readonly verdict: string }): boolean => verdict === 'fail'

test('every difference stands in docs/conformance.md with its reason', () => {
  const document = existsSync('docs/conformance.md') ? readFileSync('docs/conformance.md', 'utf8') : ''
  const listed = Object.entries({ ...tokenCases, 'a redirect with an iss that is empty': { differs: emptyIssuer } })
  const rows = listed.flatMap(([what, { differs }]) => (differs === undefined ? [] : [`| ${what} | ${differs} |`]))
  expect(rows.filter((row) => !document.includes(row))).toEqual([])
})
