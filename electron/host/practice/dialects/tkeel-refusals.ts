import type { PracticeShape } from '../../../../shared/dialects/practice-choices.ts'
import type { Refusal, RefusalReason } from '../practice-dialect.ts'
import { buildJsonAnswer, type PracticeAnswer } from '../practice-exchange.ts'
import { describeRefusal } from './rfc-refusals.ts'

/** The server's own error names with their status and text, and the google.rpc.Code that the document would carry. */
const errors = {
  INVALID_REQUEST: { status: 400, msg: '无效的请求', rpcCode: 3 },
  INVALID_USER_OR_PWD: { status: 400, msg: '用户名密码错误', rpcCode: 16 },
  UNAUTHORIZED_CLIENT: { status: 403, msg: '未授权的客户端', rpcCode: 7 },
  UNSUPPORTED_GRANT_TYPE: { status: 400, msg: '不支持的授权类型', rpcCode: 12 },
  SERVER_ERROR: { status: 500, msg: '服务器错误', rpcCode: 13 },
} as const

type ErrorName = keyof typeof errors

/** The real server does not tell a bad code or refresh token from a fault of its own: all are SERVER_ERROR. */
const names: Readonly<Partial<Record<RefusalReason, ErrorName>>> = {
  parameter_missing: 'INVALID_REQUEST',
  tenant_unknown: 'UNAUTHORIZED_CLIENT',
  grant_unsupported: 'UNSUPPORTED_GRANT_TYPE',
  user_wrong: 'INVALID_USER_OR_PWD',
}

/** Writes a refusal as google.rpc.Status, as the document has it, or as the real server's code and message. */
export function buildTkeelRefusal(refusal: Refusal, shape: PracticeShape): PracticeAnswer {
  const name: ErrorName = names[refusal.reason] ?? 'SERVER_ERROR'
  const { status, msg, rpcCode } = errors[name]
  if (shape === 'real') {
    const code = `io.tkeel.security.api.oauth.v1.OAUTH_ERR_${name}`
    return buildJsonAnswer(status, { code, msg, data: null })
  }
  const detail = {
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    reason: `OAUTH_ERR_${name}`,
    domain: 'security.tkeel.io',
  }
  return buildJsonAnswer(rpcStatuses[rpcCode], {
    code: rpcCode,
    message: describeRefusal(refusal).description,
    details: [detail],
  })
}

/** google.rpc.Code as HTTP, in grpc-gateway's mapping. */
const rpcStatuses = { 3: 400, 7: 403, 12: 501, 13: 500, 16: 401 } as const
