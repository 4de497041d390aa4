import { buildCopyText } from '../../../shared/contract/copy-format.ts'
import { readToken } from '../../../shared/flow/token-set.ts'
import { fail, ok } from '../../../shared/lib/outcome.ts'
import { problem } from '../../../shared/lib/problem.ts'
import type { ClipboardPort } from '../ports.ts'
import type { TokenBook } from '../token-book.ts'
import type { HandlersOf } from './handlers.ts'

/** The calls about stored token sets. */
export function createTokenCalls(
  book: TokenBook,
  clipboard: ClipboardPort | null,
  clipboardSeconds: () => number,
  published: { tokens(profileId: string): void },
): HandlersOf<'tokens'> {
  return {
    'tokens.list': ({ profileId }) => book.list(profileId),
    'tokens.show': ({ id }) => book.show(id),
    'tokens.remove': ({ id }) => {
      const removed = book.remove(id)
      if (removed.ok) published.tokens(removed.value.profileId)
      return removed.ok ? ok({ done: true }) : removed
    },
    'tokens.copy': async ({ id, kind, format }) => {
      const opened = book.show(id)
      if (!opened.ok) return opened
      if (readToken(opened.value.tokenSet, kind) === null) return fail(problem('token-set', 'token_missing', { kind }))
      const text = buildCopyText(opened.value.tokenSet, kind, format)
      if (clipboard === null) return ok({ kind: 'text', text })
      const copied = await clipboard.copy(text, clipboardSeconds())
      return copied.ok ? ok({ kind: 'copied', clearsAt: copied.value.clearsAt }) : copied
    },
    'tokens.settleCopy': async ({ clear }) => {
      await clipboard?.settle(clear)
      return ok({ done: clipboard !== null })
    },
  }
}
