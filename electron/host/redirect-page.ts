import { createHash } from 'node:crypto'

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

/**
 * Hands over what only the browser sees: the fragment, once, to the very address it came to. Its history keeps neither the fragment
 * nor the query.
 */
const script =
  "const text=location.hash.slice(1);history.replaceState(null,'',location.pathname);if(text!==''){const form=document.forms[0];form.elements[0].value=text;form.submit()}"

/**
 * The headers of the page that does so: it may run that script and post to where it came from, and nothing else. With `no-referrer`
 * a browser would hide the Origin of the form (Fetch, "append a request Origin header"), by which it is known; `same-origin` tells
 * nobody else.
 */
export const fragmentHeaders = {
  ...redirectHeaders,
  'Content-Security-Policy': redirectHeaders['Content-Security-Policy'].replace(
    "form-action 'none'",
    `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'; form-action 'self'`,
  ),
  'Referrer-Policy': 'same-origin',
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
  return buildPage(title, `<p>${english}</p><p lang="zh-Hans">${chinese}</p>`)
}

/** The page that hands a fragment over. Nothing of the request is in it. */
export function buildFragmentPage(): string {
  return buildPage(
    'One moment',
    `<p>The answer is on its way to Tokendesk.</p><p lang="zh-Hans">正在将结果交给 Tokendesk。</p><noscript><p>This needs JavaScript. Without it, copy the address of this page and paste it into Tokendesk.</p><p lang="zh-Hans">此步骤需要 JavaScript。若已禁用，请复制此页面的地址并粘贴到 Tokendesk。</p></noscript><form method="post" hidden><input name="fragment"></form><script>${script}</script>`,
  )
}

function buildPage(title: string, content: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><style>${style}</style><h1>${title}</h1>${content}</html>`
}
