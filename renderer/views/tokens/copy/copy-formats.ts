import { buildCopyText } from '../../../../shared/contract/copy-format.ts'
import type { CopyFormat } from '../../../../shared/contract/records.ts'
import type { TokenKind, TokenSet } from '../../../../shared/flow/token-set.ts'
import { buildPreview } from '../../../../shared/lib/mask.ts'

const allFormats: readonly CopyFormat[] = ['raw', 'bearer', 'header', 'json', 'curl', 'env']
/** A refresh token goes to the token endpoint only and never into the header of a call. */
const refreshFormats: readonly CopyFormat[] = ['raw', 'json', 'env']

/** The formats in which a token of that kind is useful, in the order of their number keys. */
export function listCopyFormats(kind: TokenKind): readonly CopyFormat[] {
  return kind === 'refresh_token' ? refreshFormats : allFormats
}

/** The format behind the button itself: what calls are made with, else the token alone. */
export function readFirstFormat(kind: TokenKind): CopyFormat {
  return kind === 'access_token' ? 'header' : 'raw'
}

/** What a format looks like, on one line, with each token shortened so that it cannot be used. */
export function buildCopyPreview(tokenSet: TokenSet, kind: TokenKind, format: CopyFormat): string {
  const tokens = tokenSet.tokens.map((token) => ({ ...token, value: buildPreview(token.value) }))
  return buildCopyText({ ...tokenSet, tokens }, kind, format).replaceAll(/\s+/g, ' ')
}
