import { expect, test } from 'vitest'
import { buildPastedSample } from '../../../../../renderer/views/configure/mapping/sample.ts'
import { buildReadingRows, readSample } from '../../../../../renderer/views/configure/preview/reading-rows.ts'
import { readPreset } from '../../../../../shared/dialects/presets.ts'
import { profileSchema } from '../../../../../shared/flow/profile.ts'
import { epochMs } from '../../../../../shared/lib/units.ts'

const profile = profileSchema.parse({ id: 'one', name: 'One', dialect: readPreset('rfc6749') })
const read = (body: object) => readSample(buildPastedSample(JSON.stringify(body), 200, epochMs(1_000)), profile)

test('a refusal has no rows', () => {
  expect(read({ error: 'invalid_grant' })).toMatchObject({ kind: 'refused', refusal: { code: 'invalid_grant' } })
})

test('each token is followed by its end, counted from the receipt, and the rest is named', () => {
  const reading = read({
    access_token: 'hb-7d1c8842a0b3c4d5e6f7',
    refresh_token: 'hr-22aa8842a0b3c4d5e6f7',
    expires_in: '3600',
    token_type: 'Bearer',
    tenant: 'demo',
  })
  if (reading.kind !== 'tokens') throw new Error('no tokens')
  expect(buildReadingRows(reading.tokenSet)).toMatchObject([
    { kind: 'token', of: 'access_token', place: '/access_token', form: 'opaque', length: 23 },
    { kind: 'expiry', of: 'access_token', lifetimeMs: 3_600_000 },
    { kind: 'token', of: 'refresh_token' },
    { kind: 'expiry', of: 'refresh_token', lifetimeMs: null },
    { kind: 'text', of: 'token_type', text: 'Bearer' },
    { kind: 'extra', names: ['tenant'] },
  ])
  expect(JSON.stringify(buildReadingRows(reading.tokenSet))).not.toContain('hb-7d1c8842a0b3')
})
