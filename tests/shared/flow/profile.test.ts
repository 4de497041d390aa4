import { describe, expect, test } from 'vitest'
import { readPreset } from '../../../shared/dialects/presets.ts'
import { readProfileDocument } from '../../../shared/flow/profile.ts'

describe('a profile document', () => {
  test('that is no object is refused at its root', () => {
    for (const document of [null, 7, 'text', []]) {
      expect(readProfileDocument(document)).toMatchObject({ ok: false, problem: { code: 'profile_invalid' } })
    }
  })

  test('is refused with every wrong member named by its pointer', () => {
    const read = readProfileDocument({
      id: 'Not An Id',
      name: '',
      waitSeconds: 1,
      dialect: { response: { success: [{ place: 'x', rule: 'equals' }] } },
    })
    expect(read.ok).toBe(false)
    if (read.ok) return
    expect(Object.keys(read.problem.evidence ?? {}).toSorted()).toEqual([
      '/dialect/response/success/0/place',
      '/id',
      '/name',
      '/waitSeconds',
    ])
  })

  test('is refused when it has a member nobody knows, because a misspelt setting would silently do nothing', () => {
    const read = readProfileDocument({ id: 'a', name: 'A', clientID: 'x' })
    expect(read).toMatchObject({
      ok: false,
      problem: { evidence: { '/clientID': 'is not a member of this document' } },
    })
  })

  test('is refused when it names a dialect that does not exist', () => {
    expect(readProfileDocument({ id: 'a', name: 'A', dialect: 'nobody' })).toMatchObject({
      ok: false,
      problem: { code: 'dialect_unknown' },
    })
  })

  test('gets the whole preset for its id, and remembers it', () => {
    const read = readProfileDocument({ id: 'a', name: 'A', dialect: 'xt' })
    expect(read).toMatchObject({ ok: true, value: { profile: { preset: 'xt', dialect: readPreset('xt') } } })
  })

  test('keeps its secrets apart, and takes the placeholders of an export for none', () => {
    const read = readProfileDocument({
      id: 'a',
      name: 'A',
      secrets: { client_secret: '{{client_secret}}', password: 'p' },
    })
    expect(read.ok && read.value.secrets).toEqual({ password: 'p' })
    expect(read.ok && JSON.stringify(read.value.profile)).not.toContain('"p"')
  })

  test('does not reach a prototype by its members', () => {
    readProfileDocument(JSON.parse('{"id":"a","name":"A","variables":{"__proto__":"x"},"__proto__":{"polluted":true}}'))
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})
