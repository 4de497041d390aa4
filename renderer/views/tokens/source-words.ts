import type { TFunction } from 'i18next'
import type { Expiry } from '../../../shared/flow/expiry.ts'

/**
 * Where the end of a token is known from, in words: `From JWT exp`, `From expires_in, in seconds`, `No source`. The short
 * form, `From expires_in (s)`, is for narrow places.
 */
export function sourceWords(expiry: Expiry, t: TFunction, length: 'long' | 'short' = 'long'): string {
  const used = expiry.sources.find((source) => source.verdict === 'used')
  if (used === undefined) return t('tokens.source.none')
  const { field } = used
  if (used.kind === 'jwt_exp') return t('tokens.source.jwt', { field })
  if (used.kind === 'introspection' || used.kind === 'revocation') return t(`tokens.source.${used.kind}`, { field })
  if (used.kind === 'moment') return t('tokens.source.moment', { field })
  if (length === 'short') return t(`tokens.source.short.${used.unit ?? 's'}`, { field })
  return t(`tokens.source.duration.${used.unit ?? 's'}`, { field })
}
