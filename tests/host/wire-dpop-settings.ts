import { importJWK, type JWK, type JWTVerifyResult, jwtVerify } from 'jose'
import { expect } from 'vitest'
import type { WireSetting } from './wire-settings.ts'

const direct = { '/grant': 'client_credentials' }

/** What a DPoP proof says, once its signature is found right by the key that it brings along, the public half alone. */
async function readProof(proof: string | undefined): Promise<JWTVerifyResult> {
  const [header = ''] = (proof ?? '').split('.')
  const { jwk, alg } = JSON.parse(Buffer.from(header, 'base64url').toString('utf8')) as {
    readonly jwk: JWK
    readonly alg: string
  }
  expect([jwk.d, jwk.k]).toEqual([undefined, undefined])
  return jwtVerify(proof ?? '', await importJWK(jwk, alg), { typ: 'dpop+jwt' })
}

/** How the possession of a key is proved. */
export const proofSettings: readonly WireSetting[] = [
  {
    place: '/dpop/enabled',
    value: true,
    besides: { ...direct, '/dialect/endpoints/token': '{provider}/token?lane=1' },
    shows: async ({ token, provider }) => {
      const { payload, protectedHeader } = await readProof(token().headers.dpop)
      expect(protectedHeader.alg).toBe('ES256')
      expect(payload).toMatchObject({ htm: 'POST', htu: `${provider.origin}/token` })
      expect([payload.ath, payload.nonce]).toEqual([undefined, undefined])
    },
  },
  ...(['ES384', 'ES512', 'PS256', 'RS256', 'EdDSA'] as const).map(
    (value): WireSetting => ({
      place: '/dpop/algorithm',
      value,
      besides: { ...direct, '/dpop/enabled': true },
      shows: async ({ token }) => expect((await readProof(token().headers.dpop)).protectedHeader.alg).toBe(value),
    }),
  ),
]
