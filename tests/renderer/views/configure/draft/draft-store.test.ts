import { beforeEach, expect, test } from 'vitest'
import { buildDocumentText, readDocumentText } from '../../../../../renderer/views/configure/draft/document-text.ts'
import {
  buildDraft,
  discardDraft,
  draftStore,
  editPlace,
  editSecret,
  editText,
} from '../../../../../renderer/views/configure/draft/draft-store.ts'
import type { ShownProfile } from '../../../../../shared/contract/records.ts'
import { readPreset } from '../../../../../shared/dialects/presets.ts'
import { profileSchema } from '../../../../../shared/flow/profile.ts'

const shown: ShownProfile = {
  profile: profileSchema.parse({ id: 'one', name: 'One', dialect: readPreset('xt') }),
  hasSecret: ['client_secret'],
  missing: [],
}
const readOne = () => draftStore.getState().one

beforeEach(() => discardDraft('one'))

test('text that is no JSON is kept, and the form stays at what it showed', () => {
  editPlace(shown, '/name', 'Other')
  editText(shown, '{ "name": ')
  expect(readOne()).toMatchObject({ document: { name: 'Other' }, text: '{ "name": ' })
})

test('text that reads again moves the form with it', () => {
  editText(shown, '{')
  editText(shown, buildDocumentText({ ...buildDraft(shown).document, clientId: 'app' }))
  expect(readOne()).toMatchObject({ document: { clientId: 'app' }, text: null })
})

test('an edit of the form replaces text that did not read', () => {
  editText(shown, '{')
  editPlace(shown, '/clientId', 'app')
  expect(readOne()).toMatchObject({ document: { clientId: 'app' }, text: null })
})

test('a draft that says what is saved is no draft', () => {
  editPlace(shown, '/name', 'Other')
  editPlace(shown, '/name', 'One')
  expect(readOne()).toBeUndefined()
  editSecret(shown, 'client_secret', 'new')
  expect(readOne()).toMatchObject({ secrets: { client_secret: 'new' } })
  editSecret(shown, 'client_secret', undefined)
  expect(readOne()).toBeUndefined()
})

test('drafts of other profiles stay', () => {
  const two = { ...shown, profile: { ...shown.profile, id: 'two' } }
  editPlace(two, '/name', 'Two')
  editPlace(shown, '/name', 'Other')
  discardDraft('one')
  expect(Object.keys(draftStore.getState())).toEqual(['two'])
  discardDraft('two')
})

test('a broken text says where it breaks', () => {
  const text = '{\n  "name": x\n}'
  const read = readDocumentText(text)
  expect(read).toMatchObject({ kind: 'broken', line: 2, range: { from: text.indexOf('x'), to: text.indexOf('x') + 1 } })
  expect(readDocumentText('[]')).toMatchObject({ kind: 'broken' })
})

test('every place has its range in the text, an absent one that of what should hold it', () => {
  const text = buildDocumentText({ redirect: { kind: 'loopback' }, name: '' })
  const read = readDocumentText(text)
  if (read.kind === 'broken') throw new Error('did not read')
  const quote = (pointer: string): string => text.slice(read.rangeOf(pointer).from, read.rangeOf(pointer).to)
  expect(quote('/redirect/kind')).toBe('"loopback"')
  expect(quote('/redirect/port')).toBe(quote('/redirect'))
  expect(read.rangeOf('/absent')).toEqual({ from: 0, to: 1 })
})
