import { describe, expect, test } from 'vitest'
import { buildPreview, mask, maskText, maskUrl } from '../../../shared/lib/mask.ts'

describe('an address that is shown', () => {
  test.each([
    ['https://host/?code=abc&state=s', `https://host/?code=${mask}&state=s`],
    ['https://host/#access_token=abc', `https://host/#access_token=${mask}`],
    ['https://host/?next?client_secret=abc', `https://host/?next?client_secret=${mask}`],
    ['https://host/?client%5Fsecret=abc', `https://host/?client%5Fsecret=${mask}`],
    ['https://me:pass@word@host/', `https://${mask}@host/`],
  ])('holds no secret: %s', (url, shown) => {
    expect(maskUrl(url)).toBe(shown)
  })

  test('is masked in one walk, also when it is nothing but marks', () => {
    const url = `https://host/${'?'.repeat(262_144)}`
    const started = performance.now()
    expect(maskUrl(url)).toBe(url)
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

describe('the preview of a token', () => {
  test.each([
    ['', mask],
    ['0123456789ab', mask],
    ['0123456789abc', '01…c'],
    ['0123456789abcdefghij', '0123…ij'],
    ['0123456789abcdefghijklmnopqrstuvwxyz', '01234567…wxyz'],
  ])('shows no more than a third of %j', (token, shown) => {
    expect(buildPreview(token)).toBe(shown)
  })
})

describe('a text that is shown', () => {
  test('holds no secret in any spelling', () => {
    const secret = 'a b"c&d'
    const spellings = [secret, 'a%20b%22c%26d', 'a+b%22c%26d', 'a b\\"c&d']
    expect(maskText(spellings.join('|'), [secret])).toBe(spellings.map(() => mask).join('|'))
  })

  test('is masked as well where a secret is no well-formed text', () => {
    expect(maskText('the token \ud800abc is not valid', ['\ud800abc'])).toBe(`the token ${mask} is not valid`)
  })
})
