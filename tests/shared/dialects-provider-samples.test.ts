import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../architecture/source-file.ts'
import { readSampleDocument, readSampleReading } from './read-sample.ts'

/** One documented answer of a real provider, with the reading that its collectors expect. */
interface ProviderSample {
  readonly id: string
  readonly status: number
  readonly content_type: string
  readonly body: string
  readonly expected?: Readonly<Record<string, unknown>>
  readonly expected_warnings?: readonly string[]
  readonly expected_error?: {
    readonly code: string
    readonly description: string | null
    readonly vendor_code?: string
  }
}

/** The dialect that reads a sample, by the first part of the sample's id; every other one is plain RFC 6749. */
const dialects: Readonly<Record<string, string>> = {
  github: 'github',
  wechat: 'wechat',
  lark: 'lark',
  tiktok: 'tiktok',
  shopify: 'shopify',
  lazada: 'lazada',
  quickbooks: 'quickbooks',
  hubspot: 'hubspot',
  facebook: 'facebook-legacy',
  strava: 'strava',
  kakao: 'kakao',
  baidu: 'baidu',
  xiaomi: 'xiaomi',
  seznam: 'scopes-plural',
  bitbucket: 'scopes-plural',
  stackoverflow: 'form-or-json',
  'golang-fractional': 'form-or-json',
  'seed-maxkey': 'maxkey',
  'seed-xt': 'xt',
  'seed-workfront': 'workfront',
  'seed-tkeel': 'tkeel',
  'seed-bamboo': 'bamboocloud',
}

/** The finding that says what a sample's collectors want to be warned of. */
const warned: Readonly<Record<string, string>> = {
  'yandex-int32-overflow': 'lifetime_long',
  'xiaomi-prefixed': 'field_with_spaces',
  'mailchimp-zero-null': 'lifetime_zero',
  'seed-xt': 'unit_contradiction',
  'seed-workfront-as-printed': 'field_misspelt',
  'seed-bamboo': 'token_malformed',
}

function readDialectName(id: string): string {
  return Object.entries(dialects).find(([start]) => id.startsWith(start))?.[1] ?? 'rfc6749'
}

/** What a reading says, in the words of the samples. */
function readSaid(sample: ProviderSample) {
  const given = { status: sample.status, contentType: sample.content_type }
  const bytes = Buffer.from(sample.body)
  const document = readSampleDocument(readDialectName(sample.id), bytes, given)
  const reading = readSampleReading(readDialectName(sample.id), bytes, given)
  const vendorCode = reading.kind === 'refused' ? reading.refusal.vendorCode : null
  return { document, vendorCode }
}

/** Our own words stand where the provider has none: then the code is `invalid_response` and only it is compared. */
function judgeError(sample: ProviderSample): object {
  const { document, vendorCode } = readSaid(sample)
  const { code, description, vendor_code } = sample.expected_error ?? { code: '', description: null }
  const isOurs = code === 'invalid_response'
  return {
    said: {
      code: document.error,
      description: isOurs ? typeof document.error_description : document.error_description,
      ...(vendor_code === undefined ? {} : { vendor_code: vendorCode }),
      access_token: document.access_token,
    },
    wanted: {
      code,
      description: isOurs ? 'string' : description,
      ...(vendor_code === undefined ? {} : { vendor_code }),
      access_token: null,
    },
  }
}

function judgeTokens(sample: ProviderSample): object {
  const { document } = readSaid(sample)
  const expected = sample.expected ?? {}
  const wanted = {
    access_token: expected.access_token,
    refresh_token: expected.refresh_token,
    token_type: expected.token_type,
    expires_in: expected.expires_in_seconds,
    scope: expected.scope,
    ...('refresh_expires_in_seconds' in expected ? { refresh_expires_in: expected.refresh_expires_in_seconds } : {}),
    // An empty text is no token, as the sample's own note says.
    ...('id_token' in expected ? { id_token: expected.id_token === '' ? null : expected.id_token } : {}),
    error: null,
  }
  const said = Object.fromEntries(Object.keys(wanted).map((name) => [name, document[name as keyof typeof document]]))
  return { said, wanted }
}

function judge(sample: ProviderSample): { readonly said?: unknown; readonly wanted?: unknown } {
  return sample.expected_error === undefined ? judgeTokens(sample) : judgeError(sample)
}

const file = join(projectRoot, '..', 'shared', 'vectors', 'provider-samples.json')
const samples: readonly ProviderSample[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
const right = samples.filter((sample) => {
  const { said, wanted } = judge(sample)
  return JSON.stringify(said) === JSON.stringify(wanted)
})

describe(`documented answers of other providers: ${right.length} of ${samples.length} read as expected`, () => {
  test.skipIf(samples.length > 0)('are not on this machine (../shared/vectors/provider-samples.json)', () => {})

  test.each(samples.map((sample) => [sample.id, sample] as const))('%s', (_, sample) => {
    const { said, wanted } = judge(sample)
    expect(said).toEqual(wanted)
  })

  const withWarnings = samples.filter((sample) => sample.expected_warnings !== undefined)
  test.each(withWarnings.map((sample) => [sample.id, sample] as const))('%s is read with its warning', (id, sample) => {
    const codes = readSaid(sample).document.findings.map((finding) => finding.code)
    expect(codes).toContain(warned[id])
  })
})
