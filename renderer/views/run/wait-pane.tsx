import { IconClipboard } from '@tabler/icons-react'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TrailStep } from '../../../shared/flow/exchange.ts'
import type { Problem } from '../../../shared/lib/problem.ts'
import { copyPlainText } from '../../clipboard.ts'
import { Glyph } from '../../parts/glyph.tsx'
import { useConnection } from '../../use-connection.ts'
import { CopyButton } from './copy-button.tsx'
import { SignInActions } from './sign-in-actions.tsx'

type AuthorizationStep = Extract<TrailStep, { kind: 'authorization-request' }>

/** The field for an address that the browser ended on elsewhere. A refused one stays, with the reason under it. */
function PasteField({
  exchangeId,
  redirectUri,
}: {
  readonly exchangeId: string
  readonly redirectUri: string
}): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const [text, setText] = useState('')
  const [refused, setRefused] = useState<Problem | null>(null)
  const id = useId()
  const paste = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (text.trim() === '') return
    const answer = await connection.send('exchanges.paste', { id: exchangeId, text })
    setRefused(answer.ok ? null : answer.problem)
    if (answer.ok) setText('')
  }
  return (
    <form className="pastein" onSubmit={(event) => void paste(event)}>
      <label className="lab" htmlFor={id}>
        <IconClipboard size={14} aria-hidden="true" />
        {t('run.wait.pasteLabel')}
      </label>
      <input
        id={id}
        className={refused === null ? 'field code' : 'field code bad'}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setRefused(null)
        }}
        placeholder={`${redirectUri}?code=…&state=…`}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={refused !== null}
        aria-describedby={refused === null ? undefined : `${id}-why`}
      />
      <button type="submit" className="btn">
        {t('run.wait.paste')}
      </button>
      {refused !== null && (
        <p id={`${id}-why`} className="fmsg err wide">
          <Glyph kind="failed" size={13} />
          <span>
            <b>{t(`problems.${refused.code}.title`)}</b>
            <br />
            {t(`problems.${refused.code}.try`)}
          </span>
        </p>
      )}
    </form>
  )
}

/** Step 2 while the person signs in: what to do, where the answer is expected, and the way round it. */
export function WaitPane({
  exchangeId,
  step,
}: {
  readonly exchangeId: string
  readonly step: AuthorizationStep
}): ReactNode {
  const { t } = useTranslation()
  const { opened, redirectUri } = step
  const shown = opened === 'address_shown'
  return (
    <div className="wait">
      <div className="wt">
        <p>
          <b>{t(`run.wait.do_${opened}`)}</b> {t('run.wait.goesOn')}
        </p>
        <span className="grow" />
        <SignInActions exchangeId={exchangeId} url={step.request.url} waiting prominent={shown} />
      </div>
      <div className="uri">
        <span className="lab">{t('run.wait.listening')}</span>
        <span className="field code">
          <span className="v">{redirectUri}</span>
          <CopyButton label={t('run.copyRedirectUri')} copy={() => copyPlainText(redirectUri)} />
        </span>
        <span className="lab">
          <Glyph kind="info" />
          {t('run.wait.registered')}
        </span>
      </div>
      <PasteField exchangeId={exchangeId} redirectUri={redirectUri} />
    </div>
  )
}
