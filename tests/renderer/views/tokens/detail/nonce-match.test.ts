import { expect, test } from 'vitest'
import { readNonceMatch } from '../../../../../renderer/views/tokens/detail/nonce-match.ts'
import { check } from '../../../../../shared/lib/check.ts'

test('a nonce is called the same or another only where that was checked', () => {
  expect(readNonceMatch([], 'id_token')).toBeNull()
  expect(readNonceMatch([check('id_token', 'nonce', 'not_checked', 'not_asked')], 'id_token')).toBeNull()
  expect(readNonceMatch([check('id_token', 'nonce', 'fail', 'nonce_other')], 'id_token')).toBe(false)
  expect(readNonceMatch([check('id_token', 'nonce', 'pass', 'same', { what: 'nonce' })], 'id_token')).toBe(true)
})

test('the nonce of one token says nothing of another', () => {
  expect(readNonceMatch([check('id_token', 'nonce', 'pass', 'same', { what: 'nonce' })], 'access_token')).toBeNull()
})
