import { describe, expect, test } from 'vitest'
import { createPkce, createRandomText } from '../../electron/host/pkce.ts'

describe('the PKCE pair', () => {
  test('is none where the dialect has it off', () => {
    expect(createPkce('off')).toBe(null)
  })

  test('is the example of RFC 7636, appendix B', () => {
    const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
    const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
    expect(createPkce('S256', verifier)).toEqual({ method: 'S256', verifier, challenge })
  })

  test('sends the verifier itself where the dialect says plain', () => {
    const pair = createPkce('plain')
    expect(pair).toMatchObject({ method: 'plain', challenge: pair?.verifier })
  })

  test('never has the same verifier twice, each of 256 bits in letters that need no escape', () => {
    const verifiers = Array.from({ length: 10_000 }, () => createPkce('S256')?.verifier ?? '')
    expect(new Set(verifiers).size).toBe(10_000)
    for (const verifier of verifiers) expect(verifier).toMatch(/^[A-Za-z0-9_-]{43}$/)
  })
})

test('a state has 256 bits as well', () => {
  expect(Buffer.from(createRandomText(), 'base64url').length).toBe(32)
})
