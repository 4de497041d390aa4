import { z } from 'zod'
import { grantNameSchema } from '../dialects/grant-names.ts'
import { exchangeRowSchema, exchangeSchema } from '../flow/exchange.ts'
import { profileSchema, secretNameSchema } from '../flow/profile.ts'
import { tokenKindSchema } from '../flow/token-set.ts'
import { epochMsSchema } from '../lib/units.ts'
import {
  appStatusSchema,
  copyFormatSchema,
  keyUseSchema,
  metadataAttemptSchema,
  metadataSchema,
  openedTokenSetSchema,
  preferencesChangeSchema,
  preferencesSchema,
  profileRowSchema,
  publicKeySchema,
  shownProfileSchema,
  tokenSetRowSchema,
  vaultStatusSchema,
} from './records.ts'

const nothing = z.strictObject({})
const id = z.string().min(1).max(128)
const byId = z.strictObject({ id })
const done = z.strictObject({ done: z.boolean() })
const list = <T extends z.ZodType>(item: T): z.ZodReadonly<z.ZodArray<T>> => z.array(item).readonly()
const parameters = z.record(z.string().max(256), z.string().max(8192))
/** A document that a person wrote or chose: text, read by the host. */
const text = z.string().max(1_048_576)

/**
 * Every call of the product: name -> what goes in and what comes out. Both doors and the command line use this table;
 * it types the client and the handlers, and every input is checked against it. A new call is one row and one handler.
 */
export const calls = {
  'app.status': { input: nothing, output: appStatusSchema },
  'preferences.read': { input: nothing, output: preferencesSchema },
  'preferences.write': { input: preferencesChangeSchema, output: preferencesSchema },

  'vault.unlock': { input: z.strictObject({ passphrase: z.string().max(1024) }), output: vaultStatusSchema },
  'vault.lock': { input: nothing, output: vaultStatusSchema },
  /** Adds a passphrase as a holder; a memory-only session becomes a stored one. */
  'vault.protect': { input: z.strictObject({ passphrase: z.string().min(8).max(1024) }), output: vaultStatusSchema },

  'profiles.list': { input: nothing, output: list(profileRowSchema) },
  'profiles.show': { input: byId, output: shownProfileSchema },
  /** Creates or replaces. A secret that is absent stays as it is, `null` removes it. */
  'profiles.save': {
    input: z.strictObject({
      profile: profileSchema,
      secrets: z.partialRecord(secretNameSchema, z.string().max(65_536).nullable()).optional(),
      /** Refuse when the id is taken. */
      create: z.boolean().optional(),
    }),
    output: shownProfileSchema,
  },
  'profiles.remove': { input: byId, output: done },
  'profiles.duplicate': { input: byId, output: shownProfileSchema },
  /** The profile as a document for others: placeholders where the secrets are. */
  'profiles.export': { input: byId, output: z.strictObject({ fileName: z.string(), text }) },
  /** Reads a document, and stores it when `store` is set; nothing in it is run or fetched. */
  'profiles.import': {
    input: z.strictObject({ text, store: z.boolean(), replace: z.boolean().optional() }),
    output: shownProfileSchema,
  },
  'profiles.reveal': {
    input: z.strictObject({ id, secret: secretNameSchema }),
    output: z.strictObject({ value: z.string() }),
  },

  /** Starts a run and answers at once; the trail follows as events. */
  'exchanges.start': {
    input: z.strictObject({
      profileId: id,
      grant: grantNameSchema.optional(),
      authorizeParameters: parameters.optional(),
      openBrowser: z.boolean().optional(),
    }),
    output: z.strictObject({ exchangeId: z.string() }),
  },
  'exchanges.refresh': {
    input: z.strictObject({
      profileId: id,
      tokenSetId: id.optional(),
      /** A usable set that came of it already is the result, and nothing is sent. */
      reuse: z.boolean().optional(),
    }),
    output: z.strictObject({ exchangeId: z.string() }),
  },
  'exchanges.cancel': { input: byId, output: done },
  /** Hands a redirect URL or a bare code to the run that waits for it. */
  'exchanges.paste': { input: z.strictObject({ id, text: z.string().max(65_536) }), output: done },
  /** Opens the sign-in page of a waiting run again. */
  'exchanges.open': { input: byId, output: done },
  'exchanges.list': {
    input: z.strictObject({
      profileId: id.optional(),
      before: epochMsSchema.optional(),
      /** Without the calls around the tokens. */
      runsOnly: z.boolean().optional(),
      limit: z.number().int().min(1).max(500),
    }),
    output: list(exchangeRowSchema),
  },
  'exchanges.show': { input: byId, output: exchangeSchema },
  /** One masked part of what was sent, by its step and index, because a person asked for it. */
  'exchanges.reveal': {
    input: z.strictObject({
      id,
      step: z.enum(['authorization-request', 'token-request']),
      part: z.number().int().min(0).max(200),
    }),
    output: z.strictObject({ value: z.string() }),
  },
  'exchanges.remove': { input: byId, output: done },
  'exchanges.clear': { input: z.strictObject({ profileId: id.optional() }), output: done },

  'tokens.list': { input: z.strictObject({ profileId: id.optional() }), output: list(tokenSetRowSchema) },
  'tokens.show': { input: byId, output: openedTokenSetSchema },
  'tokens.remove': { input: byId, output: done },
  /** Writes to the clipboard where the host can, else gives the text to who asked. */
  'tokens.copy': {
    input: z.strictObject({ id, kind: tokenKindSchema, format: copyFormatSchema }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('copied'), clearsAt: epochMsSchema.nullable() }),
      z.strictObject({ kind: z.literal('text'), text: z.string() }),
    ]),
  },
  /** Ends the wait for the clipboard: clears it now if what lies there is still ours, or leaves it there. */
  'tokens.settleCopy': { input: z.strictObject({ clear: z.boolean() }), output: done },

  /** A call around the tokens of a set; its trail follows as events. Without a set, the newest one of the profile. */
  'lifecycle.start': {
    input: z.strictObject({
      profileId: id,
      what: z.enum(['userinfo', 'introspection', 'revocation', 'logout']),
      tokenSetId: id.optional(),
      /** Which token is asked about or revoked; the access token unless given. */
      token: tokenKindSchema.optional(),
      openBrowser: z.boolean().optional(),
    }),
    output: z.strictObject({ exchangeId: z.string() }),
  },

  /** The metadata of an issuer: from the vault when it was read before, from the network when not, or when `again` is set. */
  'metadata.read': {
    input: z.strictObject({
      issuer: z.string().min(1).max(2048),
      again: z.boolean().optional(),
      /** Whose certificates are trusted, and whose endpoints the document is compared with. */
      profileId: id.optional(),
    }),
    output: metadataSchema,
  },
  /** What the last reading of that issuer sent and got, also when it ended in a problem; empty when there was none. */
  'metadata.attempts': {
    input: z.strictObject({ issuer: z.string().min(1).max(2048) }),
    output: list(metadataAttemptSchema),
  },
  /** Registers the client of a profile, or reads, changes or removes its registration (RFC 7591, 7592). */
  'registration.start': {
    input: z.strictObject({
      profileId: id,
      action: z.enum(['create', 'read', 'update', 'remove']),
      /** Client metadata as JSON; made from the profile unless given. */
      metadata: text.optional(),
      /** RFC 7591, section 3: what some providers hand out to who may register. */
      initialAccessToken: z.string().max(65_536).optional(),
    }),
    output: z.strictObject({ exchangeId: z.string() }),
  },

  /** Makes a key pair, keeps the private half as a secret of the profile and gives the public one. */
  'keys.generate': {
    input: z.strictObject({ profileId: id, use: keyUseSchema, keyId: z.string().max(256).optional() }),
    output: list(publicKeySchema),
  },
  /** The public halves of the keys of a profile. */
  'keys.list': { input: z.strictObject({ profileId: id }), output: list(publicKeySchema) },

  /** Stops all refreshing ahead of the end, or lets it go on. */
  'refresh.pause': { input: z.strictObject({ paused: z.boolean() }), output: appStatusSchema },

  'practice.start': { input: nothing, output: z.strictObject({ origin: z.string() }) },
} as const satisfies Record<string, { readonly input: z.ZodType; readonly output: z.ZodType }>

export type CallName = keyof typeof calls
export type CallInput<N extends CallName> = z.input<(typeof calls)[N]['input']>
export type CallOutput<N extends CallName> = z.output<(typeof calls)[N]['output']>

/** Tells whether a text is the name of a call. */
export function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(calls, name)
}
