import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { mask } from '../../../../shared/lib/mask.ts'
import type { Origin, RequestPart } from '../../../../shared/lib/request-part.ts'

/** What only a run knows, by where it will come from. */
const runtimeWords = {
  code: 'code',
  refresh_token: 'refreshToken',
  state: 'eachRun',
  nonce: 'eachRun',
  code_challenge: 'eachRun',
  code_verifier: 'eachRun',
} as const satisfies Readonly<Partial<Record<Origin, string>>>

type RuntimeOrigin = keyof typeof runtimeWords

const isRuntime = (origin: Origin): origin is RuntimeOrigin => origin in runtimeWords

/** The value of a part before there is a run: as it will be sent, hidden, or where it will come from. */
export function PartValue({
  part,
  write = (value) => value,
}: {
  readonly part: RequestPart
  /** How the value is written where it stands, e.g. percent-encoded. */
  readonly write?: (value: string) => string
}): ReactNode {
  const { t } = useTranslation()
  const { origin, name } = part
  if (origin === 'code_challenge' && /method/.test(name)) return <code className="js">{part.value}</code>
  if (isRuntime(origin)) return <span className="ph-v">{t(`configure.preview.from.${runtimeWords[origin]}`)}</span>
  if (part.value.endsWith(mask))
    return (
      <code className="js">
        {part.value.slice(0, -mask.length)}
        <span className="mask" role="img" aria-label={t('configure.secret.hidden')}>
          {mask}
        </span>
      </code>
    )
  return <code className="js">{write(part.value)}</code>
}
