import { describe, expect, test } from 'vitest'
import {
  buildCompletions,
  buildTemplatePieces,
} from '../../../../../renderer/views/configure/fields/template-pieces.ts'

describe('the pieces of a template', () => {
  test('a brace that is not closed is only text', () => {
    expect(buildTemplatePieces('https://{base/x}', [])).toEqual([{ kind: 'text', text: 'https://{base/x}', at: 0 }])
  })

  test('variables are told apart from those without a value', () => {
    expect(buildTemplatePieces('{base}/oauth/{tenant_id}/token', ['tenant_id'])).toEqual([
      { kind: 'variable', text: '{base}', at: 0 },
      { kind: 'text', text: '/oauth/', at: 6 },
      { kind: 'missing', text: '{tenant_id}', at: 13 },
      { kind: 'text', text: '/token', at: 24 },
    ])
  })
})

describe('what is offered while a variable is written', () => {
  const names = ['base', 'tenant_id', 'tenant_name']

  test.each([
    ['https://example.com', 19],
    ['{base}', 6],
    ['{base}', 0],
    ['{zone', 5],
  ])('nothing in %j at %i', (template, caret) => {
    expect(buildCompletions(template, caret, names)).toEqual([])
  })

  test('the names that begin so, with the caret behind the brace', () => {
    expect(buildCompletions('{base}/{te/token', 10, names)).toEqual([
      { name: 'tenant_id', template: '{base}/{tenant_id}/token', caret: 18 },
      { name: 'tenant_name', template: '{base}/{tenant_name}/token', caret: 20 },
    ])
  })

  test('a variable is replaced whole, not doubled', () => {
    expect(buildCompletions('{ten_id}/x', 4, names)[0]?.template).toBe('{tenant_id}/x')
  })
})
