import { practiceAccount } from '../practice-accounts.ts'
import type { PracticeAnswer, PracticeRequest } from '../practice-exchange.ts'
import { buildPage, escapeHtml, type PageLanguage, readPageLanguage } from '../practice-page.ts'

const english = {
  title: 'Practice provider',
  ask: 'Type the code',
  askMore: 'It stands in the application that wants to sign in.',
  wrong: 'This code is unknown, used or has run out. Type it again, or start again from the application.',
  next: 'Continue',
  question: 'Allow or deny?',
  questionMore: 'Allow only when the application shows this very code.',
  code: 'Code',
  person: 'Signs in as',
  client: 'Application',
  scope: 'Asks for',
  allow: 'Allow',
  deny: 'Deny',
  done: { allow: 'Allowed', deny: 'Denied' },
  doneMore: 'You can close this page and go back to the application.',
}

const chinese: typeof english = {
  title: '练习服务',
  ask: '输入代码',
  askMore: '代码显示在要登录的应用中。',
  wrong: '该代码未知、已使用或已过期。请重新输入，或从应用重新开始。',
  next: '继续',
  question: '允许还是拒绝？',
  questionMore: '只有应用显示的正是此代码时才允许。',
  code: '代码',
  person: '登录身份',
  client: '应用',
  scope: '请求权限',
  allow: '允许',
  deny: '拒绝',
  done: { allow: '已允许', deny: '已拒绝' },
  doneMore: '可以关闭此页面，返回应用。',
}

/** A device code as it is shown to the person. */
export interface ShownDevice {
  readonly userCode: string
  readonly clientId: string
  readonly scope: string
}

type Asked = Pick<PracticeRequest, 'headers'>

function build(request: Asked, status: number, heading: string, content: string): PracticeAnswer {
  const language = readPageLanguage(request)
  const { title } = choose(language)
  const whole = `<div class="name">${title}</div><h1>${heading}</h1>${content}`
  return buildPage(status, language, `${title}: ${heading}`, whole, "'self'")
}

const choose = (language: PageLanguage): typeof english => (language === 'en' ? english : chinese)

/** The page to type the user code into (RFC 8628, section 3.3); `wrong` when the one that was typed is none. */
export function buildCodePage(request: Asked, wrong: boolean): PracticeAnswer {
  const words = choose(readPageLanguage(request))
  const content = `<p>${wrong ? words.wrong : words.askMore}</p><form method="post">
<input name="user_code" aria-label="${words.code}" autocomplete="off" autofocus required><button value="allow">${words.next}</button></form>`
  return build(request, wrong ? 400 : 200, words.ask, content)
}

/** The page that asks; it shows the code again, so that nobody allows somebody else's device (section 5.4). */
export function buildDevicePage(request: Asked, { userCode, clientId, scope }: ShownDevice): PracticeAnswer {
  const words = choose(readPageLanguage(request))
  const rows = [
    [words.code, userCode],
    [words.person, `${practiceAccount.name} (${practiceAccount.username})`],
    [words.client, clientId],
    [words.scope, scope],
  ]
  const list = rows
    .map(([name = '', value = '']) => `<dt>${name}</dt><dd class="wire">${escapeHtml(value)}</dd>`)
    .join('')
  const buttons = (['allow', 'deny'] as const)
    .map((decision) => `<button name="decision" value="${decision}">${words[decision]}</button>`)
    .join('')
  const content = `<p>${words.questionMore}</p><dl>${list}</dl>
<form method="post"><input type="hidden" name="user_code" value="${escapeHtml(userCode)}">${buttons}</form>`
  return build(request, 200, words.question, content)
}

/** The end of it on this screen. */
export function buildDecidedPage(request: Asked, decision: 'allow' | 'deny'): PracticeAnswer {
  const words = choose(readPageLanguage(request))
  return build(request, 200, words.done[decision], `<p>${words.doneMore}</p>`)
}
