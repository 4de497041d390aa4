import { expect, test } from 'vitest'
import { createPracticeMemory } from '../../../../electron/host/practice/practice-memory.ts'
import { createStandardStore } from '../../../../electron/host/practice/standard/standard-store.ts'
import { epochMs } from '../../../../shared/lib/units.ts'

const open = (memory = createPracticeMemory()) => createStandardStore(memory, () => epochMs(5000))

test('finds nothing that was not put in, nor under another model', async () => {
  const store = open()
  await store('Session').upsert('a', { uid: 'u' })
  expect(await store('Interaction').find('a')).toBeUndefined()
  expect(await store('Interaction').findByUid('u')).toBeUndefined()
})

test('forgets what was destroyed or revoked with its grant', async () => {
  const store = open()
  await store('RefreshToken').upsert('a', { grantId: 'g' })
  await store('RefreshToken').upsert('b', { grantId: 'h' })
  await store('RefreshToken').upsert('c', {})
  await store('RefreshToken').revokeByGrantId('g')
  await store('RefreshToken').destroy('c')
  expect(await store('RefreshToken').find('a')).toBeUndefined()
  expect(await store('RefreshToken').find('c')).toBeUndefined()
  expect(await store('RefreshToken').find('b')).toEqual({ grantId: 'h' })
})

test('keeps tokens and grants in the memory, and no session', async () => {
  const memory = createPracticeMemory()
  for (const model of ['RefreshToken', 'Grant', 'AccessToken', 'Session']) await open(memory)(model).upsert('a', {})
  const later = open(memory)
  expect(await later('RefreshToken').find('a')).toEqual({})
  expect(await later('Grant').find('a')).toEqual({})
  expect(await later('AccessToken').find('a')).toEqual({})
  expect(await later('Session').find('a')).toBeUndefined()
})

test('drops the oldest when there are too many', async () => {
  const store = open()('RefreshToken')
  for (let count = 0; count <= 300; count++) await store.upsert(String(count), {})
  expect(await store.find('0')).toBeUndefined()
  expect(await store.find('300')).toEqual({})
})

test('remembers when something was used', async () => {
  const store = open()('RefreshToken')
  await store.upsert('a', { scope: 'openid' })
  await store.consume('a')
  expect(await store.find('a')).toEqual({ scope: 'openid', consumed: 5 })
})
