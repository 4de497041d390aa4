import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { GivenResponse } from '../../electron/command-line/raw-response-of-bytes.ts'
import type { ResponseDocument } from '../../electron/command-line/response-document.ts'
import { projectRoot } from '../architecture/source-file.ts'
import { readSample, readSampleDocument } from '../shared/read-sample.ts'

type Said = Partial<Omit<ResponseDocument, 'findings'>> & { readonly codes: readonly string[] }
type Case = readonly [sample: string, dialect: string, said: Said, given?: Partial<GivenResponse>]

const nothing = {
  access_token: null,
  refresh_token: null,
  id_token: null,
  token_type: null,
  expires_in: null,
  refresh_expires_in: null,
  scope: [],
  error: null,
  error_description: null,
  extra: {},
  repaired: false,
}

/** Reads a sample and sets the codes of its findings in the place of the findings. */
function read(sample: string, dialect: string, given?: Partial<GivenResponse>) {
  const body = sample === '' ? Buffer.alloc(0) : readSample(sample)
  const { findings, ...said } = readSampleDocument(dialect, body, given)
  return { ...said, codes: findings.map((finding) => finding.code) }
}

const nameCase = ([sample, dialect, said, given = {}]: Case) => ({ sample, dialect, said, given })

const xtTokens = { access_token: expect.stringMatching(/^eyJ/), refresh_token: expect.stringMatching(/^eyJ/) }
const bamboo = {
  access_token: 'Z43T3KWH9lgPRHP8CmnPmC1hU5lyJNw9es8bruLXRmsXaA',
  refresh_token: 'WEAFOmOJ-A4LOhF_I39DvJuqxP0o7YznzDQ2adn5yXkFlFA',
  id_token: 'eyJraWQVlMiIsImFsZOiJodHRwczovL21o...8oEoRsydhg',
  token_type: 'Bearer',
  expires_in: 7199,
  scope: ['openid'],
}

/** The bodies that the seed documents print, byte for byte. */
const printed: readonly Case[] = [
  [
    'seeds/000_e281c140d063f072.json',
    'maxkey',
    {
      error: 'invalid_response',
      error_description: 'The provider answered with an error.',
      extra: { expired: true },
      codes: ['error_with_success_status'],
    },
  ],
  [
    'seeds/001_ca980f63130c7fa7.txt',
    'xt',
    {
      ...xtTokens,
      expires_in: 15_551_999,
      refresh_expires_in: 18_143_999,
      scope: ['userinfo'],
      extra: { user_id: '12345678', client_id: '35LF2FSLHX5IRQA4' },
      repaired: true,
      codes: ['body_repaired', 'envelope', 'token_type_missing', 'unit_contradiction', 'unit_contradiction'],
    },
  ],
  [
    'seeds/002_1c3372276ed38a77.txt',
    'workfront',
    {
      access_token: 'ad8af5ad5ads759',
      refresh_token: '9a0h5d87d808ads',
      expires_in: 3600,
      repaired: true,
      codes: ['body_repaired', 'token_type_missing', 'field_misspelt', 'lifetime_unknown'],
    },
  ],
  [
    'seeds/004_4d6f3e26cef5010e-1.json',
    'bamboocloud',
    { ...bamboo, codes: ['token_malformed', 'lifetime_unknown', 'lifetime_unknown'] },
  ],
  [
    'seeds/004_4d6f3e26cef5010e-2.json',
    'bamboocloud',
    {
      error: 'invalid_grant',
      error_description: 'Invalid redirect: [xxx] (xx) does not match one of the registered values.',
      codes: [],
    },
    { status: 400 },
  ],
  [
    'seeds/004_4d6f3e26cef5010e-3.json',
    'bamboocloud',
    { error: 'invalid_grant', error_description: 'Invalid authorization code: a2W0B8Q', codes: [] },
    { status: 400 },
  ],
  [
    'seeds/004_4d6f3e26cef5010e-4.json',
    'bamboocloud',
    { error: 'invalid_client', error_description: 'Bad client credentials', codes: [] },
    { status: 401 },
  ],
]

const workfrontTokens = { access_token: 'ad8af5ad5ads759', refresh_token: '9a0h5d87d808ads' }
const tkeelTokens = { access_token: 'AT-2', refresh_token: 'RT-2', token_type: 'Bearer' }
const location = '/auth/redirect?token_type=Bearer&access_token=AT-2&refresh_token=RT-2&expires_in=86400'

/** What the real servers answer, and the documented shapes of which the documents print no body. */
const shapes: readonly Case[] = [
  [
    'shapes/maxkey-real.json',
    'maxkey',
    {
      access_token: 'AT-1',
      refresh_token: 'RT-1',
      token_type: 'bearer',
      expires_in: 43_199,
      scope: ['openid', 'profile'],
      extra: { jti: 'c9f5' },
      codes: ['field_unknown', 'lifetime_unknown'],
    },
  ],
  [
    'shapes/maxkey-documented.json',
    'maxkey',
    {
      access_token: 'AT-1',
      refresh_token: 'RT-1',
      id_token: 'eyJhbGciOiJub25lIn0.e30.',
      token_type: 'bearer',
      expires_in: 43_200,
      refresh_expires_in: 2_592_000,
      scope: ['openid', 'profile'],
      extra: { expired: false },
      codes: ['lifetime_unknown'],
    },
  ],
  [
    'shapes/maxkey-real-error.json',
    'maxkey',
    {
      error: 'invalid_request',
      error_description: 'The code is not valid format .',
      codes: ['error_with_success_status'],
    },
  ],
  [
    'shapes/maxkey-documented-error.json',
    'maxkey',
    {
      error: 'invalid_grant',
      error_description: 'Invalid authorization code',
      extra: expect.objectContaining({ expired: false }) as unknown as ResponseDocument['extra'],
      codes: ['error_with_success_status'],
    },
  ],
  [
    'shapes/xt-real.json',
    'xt',
    {
      access_token: 'opaque-access',
      refresh_token: 'opaque-refresh',
      expires_in: 15_551_999,
      refresh_expires_in: 18_143_999,
      scope: ['userinfo'],
      extra: { user_id: '12345678', client_id: '35LF2FSLHX5IRQA4' },
      codes: ['envelope', 'token_type_missing'],
    },
  ],
  [
    'shapes/xt-error.json',
    'xt',
    { error: 'AUTH_107', error_description: 'code', codes: ['error_with_success_status'] },
  ],
  [
    'shapes/workfront-real.json',
    'workfront',
    { ...workfrontTokens, expires_in: 3600, codes: ['token_type_missing', 'lifetime_unknown'] },
  ],
  [
    'shapes/workfront-no-lifetime.json',
    'workfront',
    { ...workfrontTokens, codes: ['token_type_missing', 'lifetime_unknown', 'lifetime_unknown'] },
  ],
  ['shapes/workfront-error.json', 'workfront', { error: 'invalid_grant', codes: [] }, { status: 400 }],
  [
    'shapes/tkeel-documented.json',
    'tkeel',
    { ...tkeelTokens, expires_in: 7200, codes: ['lifetime_as_text', 'lifetime_unknown'] },
  ],
  [
    'shapes/tkeel-real.json',
    'tkeel',
    {
      ...tkeelTokens,
      expires_in: 86_400,
      extra: { '@type': 'type.googleapis.com/api.oauth.v1.TokenResponse' },
      codes: ['envelope', 'lifetime_as_text', 'lifetime_unknown'],
    },
  ],
  [
    '',
    'tkeel',
    {
      ...tkeelTokens,
      expires_in: 86_400,
      codes: expect.arrayContaining(['tokens_in_location']) as unknown as string[],
    },
    { status: 301, contentType: '', location },
  ],
  [
    'shapes/tkeel-external.json',
    'tkeel',
    {
      error: 'invalid_response',
      error_description: 'The provider asks to continue at another address and sent no token.',
      codes: [],
    },
  ],
  [
    'shapes/tkeel-documented-error.json',
    'tkeel',
    {
      error: '16',
      error_description: 'invalid code',
      extra: expect.anything() as unknown as ResponseDocument['extra'],
      codes: ['vendor_error_code'],
    },
    { status: 401 },
  ],
  [
    'shapes/tkeel-real-error.json',
    'tkeel',
    { error: 'invalid_grant', error_description: '用户名密码错误', codes: ['vendor_error_code'] },
    { status: 400 },
  ],
  [
    'shapes/bamboocloud-no-refresh.json',
    'bamboocloud',
    {
      access_token: 'NObiKQS-cn8AWnZyIMkOvBgHIo8',
      token_type: 'Bearer',
      expires_in: 7199,
      scope: ['openid'],
      codes: [],
    },
  ],
]

describe('the bodies that the seed documents print', () => {
  test.each(printed.map(nameCase))('$sample by $dialect', ({ sample, dialect, said, given }) => {
    expect(read(sample, dialect, given)).toEqual({ ...nothing, ...said })
  })

  test('are all read, and none is another than the printed one', ({ skip }) => {
    const names = readdirSync(join(projectRoot, 'tests', 'samples', 'seeds'))
    expect(printed.map(([sample]) => sample).sort()).toEqual(names.map((name) => `seeds/${name}`).sort())
    const seeds = join(projectRoot, '..', 'shared', 'seeds')
    if (!existsSync(seeds)) skip('the seed documents are not on this machine')
    for (const name of names) {
      const seed = readFileSync(join(seeds, `${name.slice(0, 20)}.txt`))
      expect(seed.includes(readSample(`seeds/${name}`)), name).toBe(true)
    }
  })
})

describe('the shapes of the real servers', () => {
  test.each(shapes.map(nameCase))('$sample by $dialect', ({ sample, dialect, said, given }) => {
    expect(read(sample, dialect, given)).toEqual({ ...nothing, ...said })
  })
})

describe('what is no token response', () => {
  test.each([
    ['a page', '<!doctype html><title>Sign in</title>', 'text/html'],
    ['nothing', '', 'application/json'],
    ['words', "what's wrong with this response?", 'application/json'],
    ['another JSON', '[1,2]', 'application/json'],
  ])('is an invalid response with a reason: %s', (_, body, contentType) => {
    const document = readSampleDocument('rfc6749', Buffer.from(body), { contentType })
    expect(document).toMatchObject({ ...nothing, error: 'invalid_response', error_description: expect.any(String) })
  })
})
