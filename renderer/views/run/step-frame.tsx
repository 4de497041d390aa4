import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Glyph, type GlyphKind } from '../../parts/glyph.tsx'
import { useFormats } from '../../use-formats.ts'
import type { StepNumber } from './run-summary.ts'
import type { StepState } from './trail-steps.ts'

/** The shape of a step's state, here and in the history. */
export const stepGlyphs: Readonly<Record<StepState, GlyphKind>> = {
  done: 'valid',
  attention: 'attention',
  disputed: 'conflict',
  live: 'running',
  todo: 'pending',
  bad: 'failed',
  stopped: 'none',
  skipped: 'none',
  none: 'none',
}

/** Classes of the step's sheet and of the line to the next one. */
const classes: Readonly<Record<StepState, string>> = {
  done: 'done',
  attention: 'done',
  disputed: 'done',
  live: 'live',
  todo: 'todo',
  bad: 'bad',
  stopped: 'todo',
  skipped: 'todo',
  none: 'todo',
}

/** One step of the trail: its mark on the line and its sheet. */
export function StepFrame({
  state,
  className = '',
  children,
}: {
  readonly state: StepState
  readonly className?: string
  readonly children: ReactNode
}): ReactNode {
  return (
    <li className={`step ${classes[state]} ${className}`}>
      <span className="mark">
        <Glyph kind={stepGlyphs[state]} />
      </span>
      {children}
    </li>
  )
}

/**
 * The head of a step. Its name is a button over the whole head; what stands after the name lies above it, so that
 * chips and controls there stay within reach.
 */
export function StepHead({
  step,
  title,
  state,
  ms,
  open,
  onToggle,
  summary,
  plain = false,
  children,
  foldable = true,
}: {
  readonly step: StepNumber
  /** Another name than the usual one of this step. */
  readonly title?: string
  readonly state: StepState
  readonly ms: number | null
  readonly open: boolean
  readonly onToggle: () => void
  readonly summary: ReactNode
  /** The summary is words and not code. */
  readonly plain?: boolean
  readonly children?: ReactNode
  readonly foldable?: boolean
}): ReactNode {
  const { t } = useTranslation()
  const formats = useFormats()
  const took = ms === null ? '' : formats.elapsed(ms)
  const called = title ?? t(`run.step.${step}`)
  const name = [t('run.stepNumber', { step }), called, t(`run.stepState.${state}`), took]
  return (
    <div className="sh">
      <h3>
        <button
          type="button"
          className="stephead"
          aria-expanded={open}
          aria-label={name.filter((part) => part !== '').join(', ')}
          onClick={onToggle}
        >
          <span className="no">{step}</span>
          {called}
        </button>
      </h3>
      <span className={plain ? 'sum words' : 'sum'}>{summary}</span>
      {children}
      {took !== '' && <span className="t">{took}</span>}
      {foldable && (
        <span className="chev" aria-hidden="true">
          {open ? <IconChevronDown size={15} /> : <IconChevronRight size={15} />}
        </span>
      )}
    </div>
  )
}
