import { describe, expect, test } from 'vitest'
import { countVerdicts, groupChecks, readSignature } from '../../../../renderer/views/run/check-groups.ts'
import { check } from '../../../../shared/lib/check.ts'

const state = check('authorization_response', 'state', 'pass', 'state_same')
const wrong = check('id_token', 'signature', 'fail', 'signature_wrong', { key: 'k1' })
const unseen = check('id_token', 'acr', 'not_checked', 'not_asked')

describe('the verdicts of a run', () => {
  test('stand under what they are about, in the order of the street, whatever order they came in', () => {
    expect(groupChecks([wrong, state, unseen])).toEqual([
      { of: 'authorization_response', checks: [state] },
      { of: 'id_token', checks: [wrong, unseen] },
    ])
  })

  test('are counted each for itself: what was not checked is neither passed nor failed', () => {
    expect(countVerdicts([wrong, state, unseen])).toEqual({ pass: 1, fail: 1, not_checked: 1 })
  })
})

describe('a signature', () => {
  test('is called verified only where a verdict says so', () => {
    expect(readSignature([], 'id_token')).toBe('not_checked')
    expect(readSignature([state], 'id_token')).toBe('not_checked')
    expect(readSignature([wrong], 'id_token')).toBe('failed')
    expect(readSignature([wrong], 'access_token')).toBe('not_checked')
    expect(
      readSignature([check('id_token', 'signature', 'pass', 'signature_verified', { key: 'k1' })], 'id_token'),
    ).toBe('verified')
  })

  test('of the redirect is that of the ID token, unless the token endpoint brought another', () => {
    const front = check('front_id_token', 'signature', 'pass', 'signature_verified', { key: 'k1' })
    expect(readSignature([front], 'id_token')).toBe('verified')
    expect(readSignature([front], 'access_token')).toBe('not_checked')
    expect(readSignature([front, wrong], 'id_token')).toBe('failed')
    expect(readSignature([front, unseen], 'id_token')).toBe('not_checked')
  })
})
