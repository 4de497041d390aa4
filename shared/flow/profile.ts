import { z } from 'zod'
import { dialectSchema } from '../dialects/dialect.ts'
import { grantNameSchema } from '../dialects/grant-names.ts'
import { readPreset } from '../dialects/presets.ts'
import { fail, type Outcome, ok } from '../lib/outcome.ts'
import { problem } from '../lib/problem.ts'
import {
  accessSettingsSchema,
  assertionSettingsSchema,
  authorizationSettingsSchema,
  autoRefreshSettingsSchema,
  checkSettingsSchema,
  cibaSettingsSchema,
  dpopSettingsSchema,
  lifecycleSettingsSchema,
  signingSettingsSchema,
  tokenExchangeSettingsSchema,
} from './profile-settings.ts'

/**
 * The secrets a profile may have. They are stored apart and never part of a profile document that goes out. Keys are a JWK or
 * PEM text, the certificate is PEM.
 */
export const secretNames = [
  'client_secret',
  'password',
  'private_key',
  'dpop_key',
  'tls_key',
  'tls_certificate',
  'subject_token',
  'actor_token',
  'assertion',
  'registration_access_token',
] as const
export const secretNameSchema = z.enum(secretNames)
export type SecretName = z.output<typeof secretNameSchema>
export type Secrets = Readonly<Partial<Record<SecretName, string>>>

/**
 * How the redirect comes back. `loopback`: a listener on this machine (RFC 8252, section 7.3), port 0 meaning any
 * free one. `window`: a window of the desktop app, for a registered address that is not ours. `paste`: a person
 * copies the address from the browser.
 */
export const redirectSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('loopback'),
    host: z.enum(['127.0.0.1', '[::1]', 'localhost']).default('127.0.0.1'),
    port: z.number().int().min(0).max(65535).default(0),
    path: z
      .string()
      .regex(/^\/[^?#\s]*$/)
      .default('/callback'),
  }),
  z.strictObject({ kind: z.literal('window'), uri: z.string().min(1) }),
  z.strictObject({ kind: z.literal('paste'), uri: z.string().min(1) }),
])
export type Redirect = z.output<typeof redirectSchema>
export type LoopbackRedirect = Extract<Redirect, { kind: 'loopback' }>

/** The redirect URI of a loopback redirect on that port; `null` where there is none to name. */
export function buildLoopbackUri({ host, path }: LoopbackRedirect, port: number | string | null): string {
  return `http://${host}${port === null ? '' : `:${port}`}${path}`
}

/** The built-in practice provider that a profile uses, with its shape and the fault it shall show. */
export const practiceChoiceSchema = z.strictObject({
  provider: z.string(),
  shape: z.string().default('real'),
  fault: z.string().default('none'),
})

const parametersSchema = z.record(z.string(), z.string())

/** One client at one provider: the dialect it speaks, and everything that is the person's own. No secrets. */
export const profileSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'lower-case letters, digits, ".", "_" and "-", at most 64'),
  name: z.string().min(1).max(120),
  group: z.string().max(60).default(''),
  /** The preset the dialect started from, or ''. */
  preset: z.string().default(''),
  dialect: dialectSchema,
  variables: parametersSchema.default({}),
  clientId: z.string().default(''),
  username: z.string().default(''),
  grant: grantNameSchema.default('authorization_code'),
  scopes: z.array(z.string().min(1)).readonly().default([]),
  authorizeParameters: parametersSchema.default({}),
  tokenParameters: parametersSchema.default({}),
  refreshParameters: parametersSchema.default({}),
  authorization: authorizationSettingsSchema.prefault({}),
  access: accessSettingsSchema.prefault({}),
  signing: signingSettingsSchema.prefault({}),
  dpop: dpopSettingsSchema.prefault({}),
  tokenExchange: tokenExchangeSettingsSchema.prefault({}),
  assertion: assertionSettingsSchema.prefault({}),
  ciba: cibaSettingsSchema.prefault({}),
  /** `grant_type` of the custom grant; its parameters are the token parameters. */
  customGrantType: z.string().default(''),
  checks: checkSettingsSchema.prefault({}),
  lifecycle: lifecycleSettingsSchema.prefault({}),
  autoRefresh: autoRefreshSettingsSchema.prefault({}),
  /** Certificates (PEM) that are trusted for this profile besides the system's. */
  caCertificates: z.string().default(''),
  /** Where the client's registration is read and changed (RFC 7592), or ''. */
  registrationClientUri: z.string().default(''),
  redirect: redirectSchema.prefault({ kind: 'loopback' }),
  /** How long a run waits for the redirect, in seconds. */
  waitSeconds: z.number().int().min(10).max(1800).default(300),
  /** The person has read the warning and allows secrets in the URL. */
  secretInUrlAllowed: z.boolean().default(false),
  /** The person allows http: to another machine. */
  insecureAllowed: z.boolean().default(false),
  /** The token that calls are made with; the sidebar counts down its end. */
  handOut: z.enum(['access_token', 'id_token']).default('access_token'),
  practice: practiceChoiceSchema.nullable().default(null),
})
export type Profile = z.output<typeof profileSchema>

/** A profile as a file has it: the dialect may be named by its preset id, and secrets may come along (in only). */
export const profileDocumentSchema = profileSchema.extend({
  dialect: z.union([z.string(), dialectSchema]).default('rfc6749'),
  secrets: z.partialRecord(secretNameSchema, z.string()).optional(),
})
export type ProfileDocument = z.input<typeof profileDocumentSchema>

/** What a profile document holds once read. */
export interface ReadProfile {
  readonly profile: Profile
  readonly secrets: Secrets
}

/** Names that earlier versions wrote: `tls` is what RFC 8705 calls `tls_client_auth`. */
function renameEarlier(document: unknown): unknown {
  const { dialect } = (document ?? {}) as {
    readonly dialect?: { readonly request?: { readonly clientAuthentication?: unknown } }
  }
  if (dialect?.request?.clientAuthentication !== 'tls') return document
  const request = { ...dialect.request, clientAuthentication: 'tls_client_auth' }
  return { ...(document as object), dialect: { ...dialect, request } }
}

/** Reads a profile document of any origin. Every member that does not fit is named in the evidence by its pointer. */
export function readProfileDocument(document: unknown): Outcome<ReadProfile> {
  const read = profileDocumentSchema.safeParse(renameEarlier(document))
  if (!read.success) return fail(problem('profile', 'profile_invalid', buildEvidence(read.error)))
  const { secrets, dialect: named, ...rest } = read.data
  const dialect = typeof named === 'string' ? readPreset(named) : named
  if (dialect === undefined) return fail(problem('profile', 'dialect_unknown', { '/dialect': String(named) }))
  const preset = rest.preset === '' && typeof named === 'string' ? named : rest.preset
  return ok({ profile: { ...rest, preset, dialect }, secrets: readGivenSecrets(secrets ?? {}) })
}

type Issue = z.core.$ZodIssue

/** A union names its own place only; what is wrong inside is with the choice that is of the right type. */
function listIssues(issues: readonly Issue[], above: readonly PropertyKey[] = []): readonly Issue[] {
  return issues.flatMap((issue): readonly Issue[] => {
    const path = [...above, ...issue.path]
    const isOther = (choice: readonly Issue[]): boolean =>
      choice.every((inner) => inner.code === 'invalid_type' && inner.path.length === 0)
    const meant = issue.code === 'invalid_union' ? issue.errors.find((choice) => !isOther(choice)) : undefined
    return meant === undefined ? [{ ...issue, path }] : listIssues(meant, path)
  })
}

/** Turns a schema error into evidence: pointer -> what is wrong there. */
export function buildEvidence(error: z.core.$ZodError): Record<string, string> {
  const evidence: Record<string, string> = {}
  for (const issue of listIssues(error.issues)) {
    const place = `/${issue.path.map(String).join('/')}`
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : []
    if (unknown.length === 0) evidence[place] ??= issue.message
    for (const key of unknown) evidence[`${place === '/' ? '' : place}/${key}`] = 'is not a member of this document'
  }
  return evidence
}

/** Placeholders such as `{{client_secret}}`, which an export writes, are no secrets. */
function readGivenSecrets(given: Readonly<Partial<Record<SecretName, string>>>): Secrets {
  const entries = Object.entries(given).filter(([, value]) => value !== '' && !/^\{\{.*\}\}$/.test(value))
  return Object.fromEntries(entries)
}
