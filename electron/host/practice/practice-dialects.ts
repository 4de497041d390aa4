import type { PracticeProvider } from '../../../shared/dialects/practice-choices.ts'
import { answerAuthorize } from './answer-authorize.ts'
import { answerToken } from './answer-token.ts'
import { bamboocloudDialect } from './dialects/bamboocloud-dialect.ts'
import { maxkeyDialect } from './dialects/maxkey-dialect.ts'
import { tkeelDialect } from './dialects/tkeel-dialect.ts'
import { workfrontDialect } from './dialects/workfront-dialect.ts'
import { xtDialect } from './dialects/xt-dialect.ts'
import { practiceAccount } from './practice-accounts.ts'
import type { PracticeDesk, PracticeDialect, PracticeRoute } from './practice-dialect.ts'
import {
  buildTextAnswer,
  type PracticeAnswer,
  type PracticeEndpoint,
  type PracticeRequest,
} from './practice-exchange.ts'

const dialects: Readonly<Record<Exclude<PracticeProvider, 'standard'>, PracticeDialect>> = {
  maxkey: maxkeyDialect,
  xt: xtDialect,
  workfront: workfrontDialect,
  tkeel: tkeelDialect,
  bamboocloud: bamboocloudDialect,
}

type DialectProvider = keyof typeof dialects

/** Which endpoint of a dialect a path is, so that faults know where to strike. */
export function readDialectEndpoint(provider: DialectProvider, path: string): PracticeEndpoint {
  const answer = findRoute(provider, path)?.answer
  return typeof answer === 'string' ? answer : 'other'
}

/** Answers a request to one of the five dialects. */
export function answerDialect(provider: DialectProvider, request: PracticeRequest, desk: PracticeDesk): PracticeAnswer {
  const dialect = dialects[provider]
  const route = findRoute(provider, request.path)
  if (route === undefined)
    return buildTextAnswer(404, 'text/plain; charset=utf-8', 'Nothing is played at this address.')
  if (!route.methods.includes(request.method)) return buildMethodRefusal(route)
  const tenant = route.path.exec(request.path)?.groups?.tenant
  if (tenant !== undefined && tenant !== practiceAccount.tenant)
    return dialect.buildRefusal({ reason: 'tenant_unknown', detail: tenant }, request)
  if (route.answer === 'authorize') return answerAuthorize(request, dialect, desk)
  if (route.answer === 'token') return answerToken(request, dialect, desk)
  return route.answer(request, desk)
}

function findRoute(provider: DialectProvider, path: string): PracticeRoute | undefined {
  return dialects[provider].routes.find((route) => route.path.test(path))
}

function buildMethodRefusal(route: PracticeRoute): PracticeAnswer {
  const allowed = route.methods.join(', ')
  const answer = buildTextAnswer(405, 'text/plain; charset=utf-8', `This address takes ${allowed}.`)
  return { ...answer, headers: { ...answer.headers, allow: allowed } }
}
