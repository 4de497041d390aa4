import { practiceNames } from '../../../shared/dialects/practice-choices.ts'
import { practiceAccount } from './practice-accounts.ts'
import type { PracticeAnswer, PracticeRequest } from './practice-exchange.ts'
import { buildPage, escapeHtml, readPageLanguage } from './practice-page.ts'

const english = {
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
  const title = `${words.title}: ${words.question}`
  return buildPage(200, readPageLanguage(request), title, content, describeFormTarget(redirectUri))
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
  return buildPage(400, readPageLanguage(request), words.refused, content, "'none'")
}

function wordsFor(request: Pick<PracticeRequest, 'headers'>): typeof english {
  return readPageLanguage(request) === 'en' ? english : chinese
}

/** Browsers hold the redirect after a form against form-action too; an IPv6 address cannot be written there. */
function describeFormTarget(redirectUri: string): string {
  const { origin, hostname } = new URL(redirectUri)
  return hostname.startsWith('[') ? "'self' http:" : `'self' ${origin}`
}
