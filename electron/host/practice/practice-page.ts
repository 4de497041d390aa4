import { createHash } from 'node:crypto'
import { buildTextAnswer, type PracticeAnswer, type PracticeRequest } from './practice-exchange.ts'

const style = `:root{color-scheme:light dark;--page:#f3f4f6;--card:#fff;--ink:#16181d;--soft:#5b6270;--line:#d9dce3;--go:#1d4ed8;--on:#fff}
@media (prefers-color-scheme:dark){:root{--page:#111318;--card:#1a1d24;--ink:#e8eaf0;--soft:#9aa2b1;--line:#2e333d;--go:#8ab4ff;--on:#0d1526}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans SC",sans-serif}
main{width:100%;max-width:460px;padding:32px;background:var(--card);border:1px solid var(--line);border-radius:14px}
h1{margin:0 0 2px;font-size:22px;line-height:1.3}p{margin:0 0 20px;color:var(--soft)}.name{color:var(--soft);font-size:14px}
dl{display:grid;grid-template-columns:auto 1fr;gap:6px 16px;margin:0 0 24px;padding:16px 0;border-block:1px solid var(--line)}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}.wire{font-family:ui-monospace,"Cascadia Mono",Menlo,monospace;font-size:14px}
form{display:flex;gap:12px;flex-wrap:wrap}input{width:100%;min-height:44px;padding:0 12px;border-radius:9px;border:1px solid var(--line);background:transparent;color:inherit;font:600 20px ui-monospace,monospace;letter-spacing:.08em;text-transform:uppercase}button{flex:1;min-height:44px;border-radius:9px;border:1px solid var(--line);background:transparent;color:inherit;font:inherit;font-weight:600;cursor:pointer}
button[value=allow]{background:var(--go);border-color:var(--go);color:var(--on)}button:focus-visible,input:focus-visible{outline:3px solid var(--go);outline-offset:2px}`

/** Lets this style sheet through and no other. */
const styleHash = createHash('sha256').update(style).digest('base64')

export type PageLanguage = 'en' | 'zh-CN'

/** The first of our languages that the person's browser names. */
export function readPageLanguage({ headers }: Pick<PracticeRequest, 'headers'>): PageLanguage {
  const named = (headers['accept-language'] ?? '').toLowerCase().split(',')
  const known = named.map((tag) => tag.trim().slice(0, 2)).find((tag) => tag === 'en' || tag === 'zh')
  return known === 'zh' ? 'zh-CN' : 'en'
}

/** Builds a page of the practice providers: no script, and a form that may post to `formTarget` (a CSP source list) only. */
export function buildPage(
  status: number,
  language: PageLanguage,
  title: string,
  content: string,
  formTarget: string,
): PracticeAnswer {
  const page = `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main>${content}</main></body></html>`
  const { headers, ...answer } = buildTextAnswer(status, 'text/html; charset=utf-8', page)
  return {
    ...answer,
    headers: {
      ...headers,
      'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action ${formTarget}; frame-ancestors 'none'; base-uri 'none'`,
      'x-frame-options': 'DENY',
    },
  }
}

/** Writes a text so that it is nothing but text in HTML, attributes included. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
