import { expect, test } from 'vitest'
import { buildExchangeText } from '../../../../renderer/views/run/exchange-text.ts'
import { answeredOf } from './exchange-of.ts'

test('a run as text holds no token, however the answer spells it', () => {
  const text = buildExchangeText(
    answeredOf('rfc6749', '{"access_token":"secret-token-1","refresh_token":"secret-token-2","token_type":"Bearer"}'),
  )
  expect(text).not.toMatch(/secret-token/)
  expect(text).toContain('"token_type":"Bearer"')
})

test('an answer that nobody could read is masked by the names of its members', () => {
  const text = buildExchangeText(answeredOf('rfc6749', '{"data":{"access_token":"secret-token-3"},"note":"kept"}'))
  expect(text).not.toMatch(/secret-token/)
  expect(text).toContain('"note":"kept"')
})

test('a cookie and a Location stay behind', () => {
  const text = buildExchangeText(
    answeredOf('rfc6749', '{"error":"invalid_grant"}', {
      status: 400,
      headers: [
        ['set-cookie', 'session=abc'],
        ['location', 'https://x.example/?token=abc'],
      ],
    }),
  )
  expect(text).not.toMatch(/abc/)
  expect(text).toContain('invalid_grant')
})
