import type { PracticeAnswer, PracticeRequest } from '../practice-exchange.ts'
import { buildPage, type PageLanguage, readPageLanguage } from '../practice-page.ts'

const words: Readonly<
  Record<PageLanguage, { title: string; question: string; yes: string; no: string; done: string; after: string }>
> = {
  en: {
    title: 'Practice provider',
    question: 'Sign out?',
    yes: 'Sign out',
    no: 'Stay signed in',
    done: 'Signed out',
    after: 'You can close this page.',
  },
  'zh-CN': {
    title: '练习服务',
    question: '要退出登录吗？',
    yes: '退出登录',
    no: '保持登录',
    done: '已退出登录',
    after: '可以关闭此页面。',
  },
}

/** Asks before signing out; `form` is the package's own, which knows where it goes. */
export function buildSignOutPage(request: Pick<PracticeRequest, 'headers'>, form: string): PracticeAnswer {
  const language = readPageLanguage(request)
  const { title, question, yes, no } = words[language]
  const content = `<div class="name">${title}</div><h1>${question}</h1>${form}
<p><button form="op.logoutForm" name="logout" value="yes">${yes}</button> <button form="op.logoutForm">${no}</button></p>`
  // The form leads back to the client, wherever that is.
  return buildPage(200, language, `${title}: ${question}`, content, "'self' http: https:")
}

/** What is shown when the client named no address to return to. */
export function buildSignedOutPage(request: Pick<PracticeRequest, 'headers'>): PracticeAnswer {
  const language = readPageLanguage(request)
  const { title, done, after } = words[language]
  return buildPage(200, language, done, `<div class="name">${title}</div><h1>${done}</h1><p>${after}</p>`, "'none'")
}
