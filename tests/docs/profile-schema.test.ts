import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { presets } from '../../shared/dialects/presets.ts'
import { profileDocumentSchema } from '../../shared/flow/profile.ts'

const file = join(import.meta.dirname, '../../docs/profile.schema.json')

/** The schema of what people write: only what they give is required. */
function buildSchema(): string {
  const schema = z.toJSONSchema(profileDocumentSchema, { io: 'input', unrepresentable: 'any' })
  return `${JSON.stringify({ title: 'Tokendesk profile', ...schema }, null, 2)}\n`
}

test('docs/profile.schema.json is the schema that the program checks with (write it anew with UPDATE_DOCS=1)', () => {
  if (process.env.UPDATE_DOCS === '1') writeFileSync(file, buildSchema())
  expect(readFileSync(file, 'utf8')).toBe(buildSchema())
})

test('every preset is a document of that schema', () => {
  for (const dialect of presets)
    expect(profileDocumentSchema.safeParse({ id: 'a', name: 'A', dialect }).success).toBe(true)
})
