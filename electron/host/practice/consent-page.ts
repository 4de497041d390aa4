import { createHash } from 'node:crypto'
import { practiceNames } from '../../../shared/dialects/practice-choices.ts'
import { practiceAccount } from './practice-accounts.ts'
import { buildTextAnswer, type PracticeAnswer, type PracticeRequest } from './practice-exchange.ts'

const english = {
  language: 'en',
  title: 'Practice provider',
  question: 'Allow or deny?',
  intro: 'This sign-in page is part of Tokendesk. No account is needed and nothing leaves this computer.',
  provider: 'Provider',
  shape: { real: 'answers like the real server', documented: 'answers as the document says' },
  person: 'Signs in as',
  client: 'Application',
  scope: 'Asks for',
  returns: 'Returns to',
  fault: 'Fault switched on',
  allow: 'Allow',
  deny: 'Deny',
  refused: 'This request cannot be answered',
  reasons: {
    client: 'The client id is unknown here. The practice client is',
    redirect: 'The redirect URI is not allowed here. Use a loopback address such as',
    other: 'The provider says',
  },
}

const chinese: typeof english = {
  language: 'zh-CN',
  title: '练习服务',
  question: '允许还是拒绝？',
  intro: '此登录页是 Tokendesk 的一部分。无需账户，数据不会离开本机。',
  provider: '服务',
  shape: { real: '按真实服务器应答', documented: '按文档应答' },
  person: '登录身份',
  client: '应用',
  scope: '请求权限',
  returns: '返回地址',
  fault: '已启用的故障',
  allow: '允许',
  deny: '拒绝',
  refused: '无法处理此请求',
  reasons: {
    client: '此处没有该客户端标识。练习用的客户端是',
    redirect: '此处不允许该重定向地址。请使用本机地址，例如',
    other: '服务的说明',
  },
}

const style = `:root{color-scheme:light dark;--page:#f3f4f6;--card:#fff;--ink:#16181d;--soft:#5b6270;--line:#d9dce3;--go:#1d4ed8;--on:#fff}
@media (prefers-color-scheme:dark){:root{--page:#111318;--card:#1a1d24;--ink:#e8eaf0;--soft:#9aa2b1;--line:#2e333d;--go:#8ab4ff;--on:#0d1526}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans SC",sans-serif}
main{width:100%;max-width:460px;padding:32px;background:var(--card);border:1px solid var(--line);border-radius:14px}
h1{margin:0 0 2px;font-size:22px;line-height:1.3}p{margin:0 0 20px;color:var(--soft)}.name{color:var(--soft);font-size:14px}
dl{display:grid;grid-template-columns:auto 1fr;gap:6px 16px;margin:0 0 24px;padding:16px 0;border-block:1px solid var(--line)}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}.wire{font-family:ui-monospace,"Cascadia Mono",Menlo,monospace;font-size:14px}
form{display:flex;gap:12px}button{flex:1;min-height:44px;border-radius:9px;border:1px solid var(--line);background:transparent;color:inherit;font:inherit;font-weight:600;cursor:pointer}
button[value=allow]{background:var(--go);border-color:var(--go);color:var(--on)}button:focus-visible{outline:3px solid var(--go);outline-offset:2px}`

/** Lets this style sheet through and no other. */
const styleHash = createHash('sha256').update(style).digest('base64')

/** Builds the page that asks the person; its form posts back to the address it stands at. */
export function buildConsentPage(request: PracticeRequest, redirectUri: string): PracticeAnswer {
  const words = wordsFor(request)
  const { shape, fault, query } = request
  const rows: readonly (readonly [string, string, boolean])[] = [
    [words.provider, `${practiceNames[request.provider]} · ${words.shape[shape]}`, false],
    [words.person, `${practiceAccount.name} (${practiceAccount.username})`, false],
    [words.client, query.get('client_id') ?? practiceAccount.clientId, true],
    [words.scope, query.get('scope') ?? '', true],
    [words.returns, new URL(redirectUri).origin, true],
    [words.fault, fault === 'none' ? '' : fault, true],
  ]
  const list = rows
    .filter(([, value]) => value !== '')
    .map(
      ([name, value, wire]) =>
        `<dt>${escapeHtml(name)}</dt><dd${wire ? ' class="wire"' : ''}>${escapeHtml(value)}</dd>`,
    )
  const buttons = (['allow', 'deny'] as const)
    .map((decision) => `<button name="decision" value="${decision}">${words[decision]}</button>`)
    .join('')
  const content = `<div class="name">${words.title}</div><h1>${words.question}</h1><p>${words.intro}</p>
<dl>${list.join('')}</dl><form method="post">${buttons}</form>`
  return buildPage(200, words, `${words.title}: ${words.question}`, content, describeFormTarget(redirectUri))
}

/** Builds the page for a request that must not be answered with a redirect (RFC 6749, section 4.1.2.1). */
export function buildRefusalPage(
  request: Pick<PracticeRequest, 'provider' | 'headers'>,
  reason: keyof typeof english.reasons,
  said?: string,
): PracticeAnswer {
  const words = wordsFor(request)
  const example = { client: practiceAccount.clientId, redirect: 'http://127.0.0.1/callback', other: said ?? '' }[reason]
  const content = `<div class="name">${words.title} · ${practiceNames[request.provider]}</div><h1>${words.refused}</h1>
<p>${words.reasons[reason]} <span class="wire">${escapeHtml(example)}</span></p>`
  return buildPage(400, words, words.refused, content, "'none'")
}

/** The first of our languages that the person's browser names. */
function wordsFor(request: Pick<PracticeRequest, 'headers'>): typeof english {
  const named = (request.headers['accept-language'] ?? '').toLowerCase().split(',')
  const known = named.map((tag) => tag.trim().slice(0, 2)).find((tag) => tag === 'en' || tag === 'zh')
  return known === 'zh' ? chinese : english
}

/** Browsers hold the redirect after a form against form-action too; an IPv6 address cannot be written there. */
function describeFormTarget(redirectUri: string): string {
  const { origin, hostname } = new URL(redirectUri)
  return hostname.startsWith('[') ? "'self' http:" : `'self' ${origin}`
}

function buildPage(status: number, words: typeof english, title: string, content: string, formTarget: string) {
  const page = `<!doctype html><html lang="${words.language}"><head><meta charset="utf-8">
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

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
