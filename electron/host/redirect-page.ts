const style =
  'body{font:15px/1.5 system-ui,sans-serif;margin:15vh auto;max-width:30rem;padding:0 1rem;color-scheme:light dark}'

/** The headers of every answer of the listener (requirement N-08): nothing to run, nothing to keep, nothing to leak. */
export const redirectHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  Connection: 'close',
} as const

const texts = {
  caught: [
    'Back to Tokendesk',
    'Tokendesk has what it needs. You can close this page.',
    'Tokendesk 已收到结果，可以关闭此页面。',
  ],
  used: ['Already used', 'This sign-in has been used already.', '此登录结果已被使用。'],
  other: ['Another run', 'This answer belongs to no run that is waiting here.', '此结果不属于正在等待的登录。'],
  refused: ['Not here', 'There is nothing at this address.', '此地址没有内容。'],
} as const

/** The page a person sees after signing in: fixed text in both languages, never anything from the request. */
export function buildRedirectPage(kind: keyof typeof texts): string {
  const [title, english, chinese] = texts[kind]
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><style>${style}</style><h1>${title}</h1><p>${english}</p><p lang="zh-Hans">${chinese}</p></html>`
}
