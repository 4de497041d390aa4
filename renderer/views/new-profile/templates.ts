import { type Dialect, dialectSchema } from '../../../shared/dialects/dialect.ts'
import { presets } from '../../../shared/dialects/presets.ts'

/** Something to start a profile from. */
export interface Template {
  readonly id: string
  readonly section: 'standards' | 'providers'
  /** `null` for one that the language files name. */
  readonly name: string | null
  readonly dialect: Dialect
  readonly preset: string
  readonly scopes: readonly string[]
  /** The stored practice profile of the same dialect. */
  readonly practiceId: string | null
}

const standard = presets.find((preset) => preset.id === 'rfc6749') ?? dialectSchema.parse({})

const ownDialects = presets
  .filter((preset) => preset.id !== 'rfc6749')
  .map(
    (dialect): Template => ({
      id: dialect.id,
      section: 'providers',
      name: dialect.name,
      dialect,
      preset: dialect.id,
      scopes: [],
      practiceId: `practice-${dialect.id}`,
    }),
  )

/** A start without a dialect yet: the issuer itself says what it is like. */
export const issuerTemplate: Template = {
  id: 'issuer',
  section: 'standards',
  name: null,
  dialect: standard,
  preset: '',
  scopes: [],
  practiceId: null,
}

/** What is chosen before anybody has chosen. */
export const firstTemplate: Template = {
  id: 'openid',
  section: 'standards',
  name: null,
  dialect: standard,
  preset: 'rfc6749',
  scopes: ['openid', 'profile', 'email'],
  practiceId: 'practice-oidc',
}

/** What a profile can be started from, in the order in which it is offered. */
export const templates: readonly Template[] = [
  issuerTemplate,
  firstTemplate,
  { id: 'oauth', section: 'standards', name: null, dialect: standard, preset: 'rfc6749', scopes: [], practiceId: null },
  {
    id: 'blank',
    section: 'standards',
    name: null,
    dialect: dialectSchema.parse({}),
    preset: '',
    scopes: [],
    practiceId: null,
  },
  ...ownDialects,
]
