import { z } from 'zod'

/** Where in the profile, or in an earlier step, a part of a request comes from. The interface translates it. */
export const originSchema = z.enum([
  'endpoint',
  'client_id',
  'client_secret',
  'client_authentication',
  'grant_type',
  'response_type',
  'code',
  'redirect_uri',
  'code_verifier',
  'code_challenge',
  'state',
  'nonce',
  'scope',
  'refresh_token',
  'username',
  'password',
  'authorization',
  'access',
  'request_object',
  'request_uri',
  'device_code',
  'auth_req_id',
  'subject_token',
  'actor_token',
  'token_exchange',
  'assertion',
  'client_assertion',
  'dpop',
  'ciba',
  'user_code',
  'token',
  'dialect',
  'profile',
  'run',
  'protocol',
])
export type Origin = z.output<typeof originSchema>

/** One thing that is sent: a header or a parameter, with its origin. `value` is masked in everything that is shown. */
export const requestPartSchema = z.strictObject({
  /** `request_object` and `pushed`: not in this request itself, but in the JWT it carries or in what was handed in before it. */
  in: z.enum(['query', 'header', 'form', 'json', 'request_object', 'pushed']),
  name: z.string(),
  value: z.string(),
  /** True when `value` holds, or hides, a secret. */
  secret: z.boolean(),
  origin: originSchema,
})
export type RequestPart = Readonly<z.output<typeof requestPartSchema>>

/** A request as it may be shown and stored: no secret in it. */
export const shownRequestSchema = z.strictObject({
  method: z.string(),
  /** The whole URL, secrets masked. */
  url: z.string(),
  parts: z.array(requestPartSchema).readonly(),
  /** The body, secrets masked; `null` when none is sent. */
  body: z.string().nullable(),
})
export type ShownRequest = Readonly<z.output<typeof shownRequestSchema>>
