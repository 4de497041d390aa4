import { describe, expect, test } from 'vitest'
import en from '../../renderer/languages/en.json' with { type: 'json' }
import zh from '../../renderer/languages/zh-Hans.json' with { type: 'json' }
import { checkReasons } from '../../shared/lib/check.ts'
import { findingCodes } from '../../shared/lib/finding.ts'
import { problemCodes, steps } from '../../shared/lib/problem.ts'
import { parseExample, readSources, type SourceFile } from '../architecture/source-file.ts'

type Words = { readonly [key: string]: string | Words }

/** All texts of a language by their whole key. */
function listTexts(words: Words, prefix = ''): ReadonlyMap<string, string> {
  const entries = Object.entries(words).flatMap(([key, value]): (readonly [string, string])[] =>
    typeof value === 'string' ? [[`${prefix}${key}`, value]] : [...listTexts(value, `${prefix}${key}.`)],
  )
  return new Map(entries)
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

/** English counts one and many (`_one`, `_other`); Chinese has one form for both. */
const readPlainKey = (key: string) => key.replace(/_(one|other)$/, '')

const english = listTexts(en)
const chinese = listTexts(zh)

describe('the two languages', () => {
  test('have the same keys', () => {
    const keys = (texts: ReadonlyMap<string, string>) => [...new Set([...texts.keys()].map(readPlainKey))].sort()
    expect(keys(chinese)).toEqual(keys(english))
  })

  test('leave no text empty', () => {
    expect([...english, ...chinese].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  test('fill the same placeholders in each text', () => {
    const differing = [...chinese].filter(([key, text]) => {
      const other = english.get(key) ?? english.get(`${readPlainKey(key)}_other`) ?? ''
      return placeholders(text).join() !== placeholders(other).join()
    })
    expect(differing).toEqual([])
  })

  test('use neither exclamation marks nor the words that promise too much', () => {
    const loud = [...english, ...chinese].filter(([, text]) => /[!！]|valid JWT|never expires/i.test(text))
    expect(loud).toEqual([])
  })
})

describe('every code of the product has words', () => {
  test.each(Object.keys(findingCodes))('finding %s', (code) => {
    for (const part of ['title', 'text']) expect(english.has(`findings.${code}.${part}`)).toBe(true)
  })

  test.each(Object.keys(checkReasons))('reason %s of a verdict', (code) => {
    expect(english.has(`checks.reason.${code}`)).toBe(true)
  })

  test.each(Object.keys(problemCodes))('problem %s', (code) => {
    for (const part of ['title', 'try']) expect(english.has(`problems.${code}.${part}`)).toBe(true)
  })

  test.each([...steps])('step %s', (step) => {
    expect(english.has(`steps.${step}`)).toBe(true)
  })
})

const spoken = new Set(['aria-label', 'title', 'placeholder', 'label', 'alt', 'description', 'aria-description'])
const isWritten = (text: string) => /\p{L}{2,}/u.test(text)

/** Texts that stand in a component instead of in the language files. Protocol names in code elements may stay. */
function listLiteralTexts(file: SourceFile): readonly string[] {
  return file.places.flatMap(({ node, parent }) => {
    if (node.type === 'JSXText') {
      const inCode =
        parent?.type === 'JSXElement' &&
        parent.openingElement.name.type === 'JSXIdentifier' &&
        /^(code|kbd|CodeText)$/.test(parent.openingElement.name.name)
      return isWritten(node.value) && !inCode ? [`${file.path}: ${node.value.trim()}`] : []
    }
    if (node.type !== 'JSXAttribute' || node.name.type !== 'JSXIdentifier' || !spoken.has(node.name.name)) return []
    const { value } = node
    return value?.type === 'Literal' && typeof value.value === 'string' && isWritten(value.value)
      ? [`${file.path}: ${node.name.name}=${value.value}`]
      : []
  })
}

describe('every text goes through the language files', () => {
  test('no component has a literal text', () => {
    expect(readSources(['renderer']).flatMap(listLiteralTexts)).toEqual([])
  })

  test.each(['<p>Get token</p>', '<button aria-label="Close" />'])('%s would be noticed', (markup) => {
    const files = parseExample({ 'renderer/example.tsx': `export const example = ${markup}` })
    expect(files.flatMap(listLiteralTexts)).toHaveLength(1)
  })
})
