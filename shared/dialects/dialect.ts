import { z } from 'zod'
import { requestRulesSchema } from './request-rules.ts'
import { responseRulesSchema } from './response-rules.ts'

/** A variable of the URL templates: `{tenant_id}`. Its value comes from the profile. */
export const variableSchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/),
  description: z.string().default(''),
  example: z.string().default(''),
})

/** Addresses as templates; a `{name}` in braces takes its value from the profile's variables. */
export const endpointsSchema = z.strictObject({
  authorization: z.string().default(''),
  token: z.string().default(''),
  /** Where refreshes go when not to the token endpoint. */
  refresh: z.string().default(''),
  userinfo: z.string().default(''),
  introspection: z.string().default(''),
  revocation: z.string().default(''),
  jwks: z.string().default(''),
  discovery: z.string().default(''),
  /** RFC 8628, section 3.1. */
  deviceAuthorization: z.string().default(''),
  /** OpenID Connect CIBA Core, section 7. */
  backchannelAuthentication: z.string().default(''),
  /** RFC 9126, section 2. */
  pushedAuthorization: z.string().default(''),
  /** OpenID Connect RP-Initiated Logout, section 2. */
  endSession: z.string().default(''),
  /** RFC 7591, section 3. */
  registration: z.string().default(''),
})
export type EndpointName = keyof z.output<typeof endpointsSchema>

/**
 * How one kind of provider departs from RFC 6749, as data: what is sent, and how the answer is read. Everything
 * has the standard's value unless it is said otherwise, so an empty document is RFC 6749 itself.
 */
export const dialectSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/)
    .default('custom'),
  name: z.string().default('Custom'),
  /** The document this was written from. */
  source: z.string().default(''),
  /** Issuer identifier, when the provider has one (OpenID Connect, RFC 8414); a template. */
  issuer: z.string().default(''),
  endpoints: endpointsSchema.prefault({}),
  variables: z.array(variableSchema).readonly().default([]),
  request: requestRulesSchema.prefault({}),
  response: responseRulesSchema.prefault({}),
})

export type Dialect = z.output<typeof dialectSchema>
/** A dialect as a person writes it: only what differs from the standard. */
export type DialectDocument = z.input<typeof dialectSchema>
