import { describe, expect, test } from 'vitest'
import {
  buildCopyPreview,
  listCopyFormats,
  readFirstFormat,
} from '../../../../../renderer/views/tokens/copy/copy-formats.ts'
import { copyFormatSchema } from '../../../../../shared/contract/records.ts'
import { type TokenSet, tokenKinds } from '../../../../../shared/flow/token-set.ts'
import { now } from '../expiry-of.ts'

const at = { place: '/access_token', line: 1, start: 0, end: 1 }
const secret = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.very-secret-signature'
const tokenSet: TokenSet = {
  receivedAt: now,
  syntax: 'json',
  repaired: false,
  tokens: tokenKinds.map((kind) => ({ kind, value: secret, at })),
  tokenType: { value: 'Bearer', at },
  scope: null,
  lifetimes: [],
  extra: {},
}

describe('the formats to copy in', () => {
  test('never put a refresh token into the header of a call', () => {
    expect(listCopyFormats('refresh_token')).toEqual(['raw', 'json', 'env'])
  })

  test.each(['access_token', 'id_token'] as const)('are all there for %s, each once', (kind) => {
    expect(listCopyFormats(kind).toSorted()).toEqual(copyFormatSchema.options.toSorted())
  })

  test('start with the header for what calls are made with, and with the token alone for the others', () => {
    expect(tokenKinds.map(readFirstFormat)).toEqual(['header', 'raw', 'raw'])
  })
})

describe('the preview of a format', () => {
  test.each(copyFormatSchema.options)('of %s is one line from which no token can be taken', (format) => {
    const preview = buildCopyPreview(tokenSet, 'access_token', format)
    expect(preview).not.toContain(secret.slice(0, 12))
    expect(preview).not.toContain('very-secret')
    expect(preview).not.toContain('\n')
  })

  test('shows a short token not at all', () => {
    const short = { ...tokenSet, tokens: [{ kind: 'access_token' as const, value: 'hunter2', at }] }
    expect(buildCopyPreview(short, 'access_token', 'header')).toBe('Authorization: Bearer ••••••••')
  })

  test('shows what the format adds to the token', () => {
    expect(buildCopyPreview(tokenSet, 'access_token', 'env')).toBe("ACCESS_TOKEN='eyJhbGci…ture'")
  })
})
