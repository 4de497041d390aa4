import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildCopyText } from '../../../shared/contract/copy-format.ts'
import type { TokenSet } from '../../../shared/flow/token-set.ts'
import { epochMs, seconds } from '../../../shared/lib/units.ts'

const at = { place: '/x', line: null, start: null, end: null }

function createSet(value: string, change: Partial<TokenSet> = {}): TokenSet {
  return {
    receivedAt: epochMs(0),
    syntax: 'json',
    repaired: false,
    tokens: [{ kind: 'access_token', value, at }],
    tokenType: { value: 'bearer', at },
    scope: null,
    lifetimes: [],
    extra: {},
    ...change,
  }
}

/** What `sh` makes of a text: the arguments of the `curl` or the value of the variable that it would see. */
function runInShell(script: string, input: string): string {
  return execFileSync('/bin/sh', ['-c', script], { input, encoding: 'utf8' })
}

describe('the text for other programs', () => {
  test('is empty when the set has no such token', () => {
    expect(buildCopyText(createSet('A'), 'id_token', 'bearer')).toBe('')
  })

  test('is the token itself, with its scheme, or as a header line', () => {
    const set = createSet('abc.def')
    expect(buildCopyText(set, 'access_token', 'raw')).toBe('abc.def')
    expect(buildCopyText(set, 'access_token', 'bearer')).toBe('Bearer abc.def')
    expect(buildCopyText(set, 'access_token', 'header')).toBe('Authorization: Bearer abc.def')
    expect(buildCopyText(set, 'access_token', 'curl')).toBe(`curl -H 'Authorization: Bearer abc.def'`)
    expect(buildCopyText(set, 'access_token', 'env')).toBe(`ACCESS_TOKEN='abc.def'`)
  })

  test('names DPoP where the token is bound to a key', () => {
    const set = createSet('A', { tokenType: { value: 'DPoP', at } })
    expect(buildCopyText(set, 'access_token', 'bearer')).toBe('DPoP A')
  })

  test('as JSON is a standard response, whatever the provider called its members', () => {
    const lifetime = { of: 'access_token', field: 'expiresIn', at, meaning: 'duration', unit: 's' } as const
    const set = createSet('A', {
      scope: { values: ['openid', 'email'], at },
      lifetimes: [{ ...lifetime, documentedUnit: null, sent: '60', amount: seconds(60), moment: null }],
    })
    expect(JSON.parse(buildCopyText(set, 'access_token', 'json'))).toEqual({
      access_token: 'A',
      token_type: 'bearer',
      expires_in: 60,
      scope: 'openid email',
    })
  })

  const hostile = ["'; touch /tmp/x; '", '$(id)', '`id`', '"; id', '\\', "'''", '!!', '-o /tmp/x', '%s', 'é\n\tü', '*']
  test.each(hostile)('reaches curl as one argument when a shell reads it: %j', (value) => {
    const text = buildCopyText(createSet(value), 'access_token', 'curl')
    const seen = runInShell(`curl() { printf '%s|' "$@"; }\n${text}`, '')
    expect(seen).toBe(`-H|Authorization: Bearer ${value}|`)
  })

  test('keeps every character of any token that a shell can hold', () => {
    const values = fc.sample(fc.string({ unit: 'grapheme-composite', minLength: 1 }), { numRuns: 60, seed: 3 })
    const script = values
      .map((value) => `${buildCopyText(createSet(value), 'access_token', 'env')}\nprintf '%s\\0' "$ACCESS_TOKEN"`)
      .join('\n')
    expect(runInShell(script, '').split('\0').slice(0, -1)).toEqual(values.map((value) => value.replaceAll('\0', '')))
  })
})
