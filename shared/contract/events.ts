import { z } from 'zod'
import { exchangeSchema } from '../flow/exchange.ts'
import { appStatusSchema, preferencesSchema, profileRowSchema } from './records.ts'

/**
 * What the host publishes to every window: whole immutable records, never a patch. An exchange is in its masked form;
 * who has it open asks `exchanges.show` for the rest.
 */
export const eventSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('exchange.changed'), exchange: exchangeSchema }),
  z.strictObject({ kind: z.literal('profile.changed'), row: profileRowSchema }),
  z.strictObject({ kind: z.literal('profile.removed'), id: z.string() }),
  z.strictObject({ kind: z.literal('tokens.changed'), profileId: z.string() }),
  z.strictObject({ kind: z.literal('history.changed'), profileId: z.string().nullable() }),
  z.strictObject({ kind: z.literal('app.changed'), status: appStatusSchema }),
  z.strictObject({ kind: z.literal('preferences.changed'), preferences: preferencesSchema }),
])
export type AppEvent = Readonly<z.output<typeof eventSchema>>
