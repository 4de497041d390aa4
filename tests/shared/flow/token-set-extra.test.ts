import { describe, expect, test } from 'vitest'
import { readBody } from '../../../shared/dialects/body/read-body.ts'
import { type DialectDocument, dialectSchema } from '../../../shared/dialects/dialect.ts'
import { readExtra } from '../../../shared/flow/token-set-extra.ts'

function readMembers(text: string, response: DialectDocument['response']): Readonly<Record<string, unknown>> {
  const rules = dialectSchema.parse({ response }).response
  const read = readBody({ text, location: null }, rules)
  if (!read.ok) throw new Error('the sample is no JSON')
  return readExtra(read.body, rules).extra
}

const inEnvelope = { fields: { access_token: ['/data/access_token'] } }

describe('the members that no rule speaks of', () => {
  test('are kept under their names, also inside an envelope', () => {
    const text = '{"data":{"access_token":"A","open_id":"ou_1"},"trace":7}'
    expect(readMembers(text, inEnvelope)).toEqual({ open_id: 'ou_1', trace: 7 })
  })

  test('do not count the envelope itself when it is empty, as in a refusal', () => {
    expect(readMembers('{"error":"invalid_grant","data":null}', inEnvelope)).toEqual({})
  })

  test('do not repeat the tokens of an envelope that is JSON in a text', () => {
    expect(readMembers('{"data":"{\\"access_token\\":\\"A\\"}"}', inEnvelope)).toEqual({})
  })

  test('count a text in the place of an envelope when nothing was read from it', () => {
    expect(readMembers('{"data":"try later"}', inEnvelope)).toEqual({ data: 'try later' })
  })
})
