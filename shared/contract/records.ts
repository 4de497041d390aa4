import { z } from 'zod'
import { exchangeStateSchema } from '../flow/exchange.ts'
import { expirySchema } from '../flow/expiry.ts'
import { profileSchema, secretNameSchema } from '../flow/profile.ts'
import { rawResponseSchema } from '../flow/raw-response.ts'
import { tokenKindSchema, tokenSetSchema } from '../flow/token-set.ts'
import { checkSchema } from '../lib/check.ts'
import { findingSchema } from '../lib/finding.ts'
import { jsonValueSchema } from '../lib/json-value.ts'
import { problemSchema } from '../lib/problem.ts'
import { shownRequestSchema } from '../lib/request-part.ts'
import { epochMsSchema } from '../lib/units.ts'

/** A profile as it goes out: whole, without its secrets, with the names of those that are stored. */
export const shownProfileSchema = z.strictObject({
  profile: profileSchema,
  hasSecret: z.array(secretNameSchema).readonly(),
  /** Template variables without a value; a run would stop at them. */
  missing: z.array(z.string()).readonly(),
})
export type ShownProfile = Readonly<z.output<typeof shownProfileSchema>>

/** One token of a set as lists may carry it: a preview, never the value. */
export const tokenRowSchema = z.strictObject({
  kind: tokenKindSchema,
  preview: z.string(),
  form: z.enum(['jws', 'jwe', 'malformed', 'opaque']),
  expiry: expirySchema,
})
export type TokenRow = Readonly<z.output<typeof tokenRowSchema>>

/** A stored token set as lists may carry it. */
export const tokenSetRowSchema = z.strictObject({
  id: z.string(),
  profileId: z.string(),
  exchangeId: z.string().nullable(),
  receivedAt: epochMsSchema,
  run: z.number().int().nullable(),
  tokenType: z.string().nullable(),
  scope: z.array(z.string()).readonly().nullable(),
  tokens: z.array(tokenRowSchema).readonly(),
  /** The provider has refused this set's refresh token; the tokens stay. */
  dead: z.boolean(),
  /** The set whose refresh token brought this one. */
  refreshedFrom: z.string().optional(),
})
export type TokenSetRow = Readonly<z.output<typeof tokenSetRowSchema>>

/** What the calls around the tokens have told about a set, with the moment of each answer; `null` where none was made. */
export const afterlifeSchema = z.strictObject({
  userinfo: z.strictObject({ at: epochMsSchema, claims: z.record(z.string(), jsonValueSchema) }).nullable(),
  introspection: z
    .strictObject({
      at: epochMsSchema,
      of: tokenKindSchema,
      /** RFC 7662, section 2.2. */
      active: z.boolean(),
      /** NumericDate as sent, or `null`. */
      exp: z.number().nullable(),
      claims: z.record(z.string(), jsonValueSchema),
    })
    .nullable(),
  revoked: z.array(z.strictObject({ at: epochMsSchema, of: tokenKindSchema })).readonly(),
  loggedOutAt: epochMsSchema.nullable(),
})
export type Afterlife = Readonly<z.output<typeof afterlifeSchema>>

/** A stored token set as it is opened: with values. */
export const openedTokenSetSchema = z.strictObject({
  row: tokenSetRowSchema,
  tokenSet: tokenSetSchema,
  findings: z.array(findingSchema).readonly(),
  /** The verdicts of the run, and those of the calls made since. */
  checks: z.array(checkSchema).readonly(),
  afterlife: afterlifeSchema,
})
export type OpenedTokenSet = Readonly<z.output<typeof openedTokenSetSchema>>

/** A line of the sidebar: enough for glyph and countdown, no more. */
export const profileRowSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  group: z.string(),
  preset: z.string(),
  practice: z.boolean(),
  /** How many values a run still needs. */
  missing: z.number().int(),
  /** End of the token handed out, from the newest token set; `null` when unknown, absent when there are no tokens. */
  expiry: z.strictObject({ at: epochMsSchema.nullable(), issuedAt: epochMsSchema, disputed: z.boolean() }).nullable(),
  /** State of the newest run, or `null` when there was none. */
  lastRun: exchangeStateSchema.nullable(),
})
export type ProfileRow = Readonly<z.output<typeof profileRowSchema>>

export const vaultStatusSchema = z.strictObject({
  state: z.enum(['open', 'locked', 'unreadable']),
  /** False when nothing survives the end of the session. */
  persistent: z.boolean(),
  holders: z.array(z.enum(['safe-storage', 'keyring', 'passphrase'])).readonly(),
  notice: z.enum(['no_key_holder', 'unreadable']).nullable(),
})

/** What the window's frame shows: which door this is, what it can do, the vault, the practice provider. */
export const appStatusSchema = z.strictObject({
  version: z.string(),
  door: z.enum(['desktop', 'browser', 'command-line']),
  /** The redirect can be caught in an own window. */
  canCatchInWindow: z.boolean(),
  /** The host itself can write to the clipboard. */
  canCopy: z.boolean(),
  vault: vaultStatusSchema,
  /** Refreshing ahead of the end: what is planned next, over all profiles. */
  autoRefresh: z.strictObject({ paused: z.boolean(), next: epochMsSchema.nullable() }),
  /** `http://127.0.0.1:PORT` once the practice provider runs. */
  practiceOrigin: z.string().nullable(),
})
export type AppStatus = Readonly<z.output<typeof appStatusSchema>>

/** What a key of a profile is for: signing (assertions, request objects), DPoP proofs, the client's TLS certificate. */
export const keyUseSchema = z.enum(['signing', 'dpop', 'tls'])
export type KeyUse = z.output<typeof keyUseSchema>

/** The public half of a key, for registering it with a provider. Nothing of the private half is in it. */
export const publicKeySchema = z.strictObject({
  use: keyUseSchema,
  algorithm: z.string(),
  keyId: z.string(),
  /** RFC 7638, SHA-256. */
  thumbprint: z.string(),
  jwk: z.record(z.string(), jsonValueSchema),
  /** PEM: SubjectPublicKeyInfo. */
  publicKey: z.string(),
  /** PEM; for `tls` only. */
  certificate: z.string().nullable(),
  /** RFC 8705, section 3.1; for `tls` only. */
  certificateThumbprint: z.string().nullable(),
})
export type PublicKey = Readonly<z.output<typeof publicKeySchema>>

/** What an issuer says about itself (RFC 8414, OpenID Connect Discovery), as it came. */
export const metadataSchema = z.strictObject({
  issuer: z.string(),
  url: z.string(),
  fetchedAt: epochMsSchema,
  document: z.record(z.string(), jsonValueSchema),
  findings: z.array(findingSchema).readonly(),
  /** Members that differ from what was read before, as JSON; empty at the first time. */
  changes: z
    .array(z.strictObject({ name: z.string(), before: z.string().nullable(), after: z.string().nullable() }))
    .readonly(),
  /** What was sent for it now, with the answers; empty when it came from the vault. */
  calls: z.array(z.strictObject({ request: shownRequestSchema, response: rawResponseSchema })).readonly(),
})
export type Metadata = Readonly<z.output<typeof metadataSchema>>

/** One address that was asked for metadata, with what came back and what is wrong with it; `null` where nothing is. */
export const metadataAttemptSchema = z.strictObject({
  request: shownRequestSchema,
  response: rawResponseSchema.nullable(),
  problem: problemSchema.nullable(),
})
export type MetadataAttempt = Readonly<z.output<typeof metadataAttemptSchema>>

const preferenceFields = {
  theme: z.enum(['system', 'dark', 'light']),
  language: z.enum(['system', 'en', 'zh-Hans']),
  /** Seconds after which the clipboard is cleared; 0 leaves it. */
  clipboardSeconds: z.number().int().min(0).max(300),
}
export const preferencesSchema = z.strictObject({
  theme: preferenceFields.theme.default('system'),
  language: preferenceFields.language.default('system'),
  clipboardSeconds: preferenceFields.clipboardSeconds.default(30),
})
export type Preferences = Readonly<z.output<typeof preferencesSchema>>
/** A part of the preferences. Without defaults: they would reset whatever a change does not name. */
export const preferencesChangeSchema = z.strictObject(preferenceFields).partial()

export const copyFormatSchema = z.enum(['raw', 'bearer', 'header', 'json', 'curl', 'env'])
export type CopyFormat = z.output<typeof copyFormatSchema>
