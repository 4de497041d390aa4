import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { type Exchange, readStep } from '../../../shared/flow/exchange.ts'
import type { RawResponse } from '../../../shared/flow/raw-response.ts'
import { PairFoot } from './pair-foot.tsx'
import { ReadingList } from './reading-list.tsx'
import type { ReadingRow } from './reading-row.ts'
import { readReadingRows } from './reading-rows.ts'
import { ReadingHead, ResponseHead } from './response-heads.tsx'
import { type LineMarks, ResponsePane } from './response-pane.tsx'
import './response-pair.css'
import { ResponseTools } from './response-tools.tsx'
import { SideCalls } from './side-calls.tsx'
import { StepFrame } from './step-frame.tsx'
import type { StepState } from './trail-steps.ts'
import { usePairClicks } from './use-pair-clicks.ts'
import { useResponseSearch } from './use-response-search.ts'
import { useRowCopy } from './use-row-copy.ts'
import { useShownResponse } from './use-shown-response.ts'
import { linkRows, type WireEnds } from './wire-links.ts'
import { Wires } from './wires.tsx'

/** The row that is chosen before the person chooses: the access token. A refusal marks itself. */
function readFirstSelected(rows: readonly ReadingRow[]): string | null {
  const [first] = rows
  return first === undefined || first.tone === 'refused' ? null : first.id
}

function readMarks(links: readonly WireEnds[], selected: string | null, found: readonly string[]): LineMarks {
  return {
    selected: new Set(links.filter((link) => link.row === selected).map((link) => link.line)),
    refused: new Set(links.filter((link) => link.kind === 'refused').map((link) => link.line)),
    found: new Set(found),
  }
}

interface StepResponseProps {
  readonly exchange: Exchange
  readonly response: RawResponse
  readonly states: readonly [response: StepState, tokens: StepState]
  readonly ms: readonly [response: number | null, tokens: number | null]
  readonly open: boolean
  readonly onToggle: () => void
}

/** Steps 4 and 5: the answer as it came beside what was read from it, joined by wires. */
export function StepResponse({ exchange, response, states, ms, open, onToggle }: StepResponseProps): ReactNode {
  const pair = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => readReadingRows(exchange), [exchange])
  const [chosen, setChosen] = useState<string | null>(null)
  const [wrapped, setWrapped] = useState(false)
  const view = useShownResponse(response)
  const search = useResponseSearch(view.shown.body.lines, pair)
  const copyOf = useRowCopy(exchange)
  const reading = readStep(exchange, 'token-set')?.reading
  const fromLocation = reading?.kind === 'tokens' && reading.tokenSet.syntax === 'location_query'
  const links = useMemo(() => linkRows(rows, view.shown, fromLocation), [rows, view.shown, fromLocation])
  const selected = rows.some((row) => row.id === chosen) ? chosen : readFirstSelected(rows)
  const marks = readMarks(links, selected, search.found)
  const head = { open, onToggle }

  useEffect(() => {
    if (chosen !== null) pair.current?.querySelector('.rl.sel')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])

  const followLine = (key: string): void => {
    const link = links.find((one) => one.line === key)
    if (link !== undefined) setChosen(link.row)
  }
  usePairClicks(pair, { onLine: followLine, onRow: setChosen })
  return (
    <StepFrame state={states[0] === 'done' ? states[1] : states[0]}>
      <div className={open ? 'sheet pair' : 'sheet pair folded'} ref={pair}>
        <div className="pane">
          <ResponseHead {...head} state={states[0]} ms={ms[0]} response={response} reading={reading} text={view.text} />
          {open && <ResponseTools search={search} wrapped={wrapped} onWrap={() => setWrapped(!wrapped)} />}
          {open && (
            <ResponsePane
              response={response}
              shown={view.shown}
              headerCount={view.headerCount}
              onMoreHeaders={view.showHeaders}
              onMoreLines={view.showLines}
              marks={marks}
              wrapped={wrapped}
            />
          )}
        </div>
        <div className="mid" />
        <div className="pane right">
          <ReadingHead
            {...head}
            state={states[1]}
            ms={reading?.kind === 'tokens' ? ms[1] : null}
            rows={rows}
            reading={reading}
          />
          {open && <ReadingList rows={rows} selected={selected} onSelect={setChosen} copyOf={copyOf} />}
        </div>
        {open && <SideCalls exchange={exchange} step={5} />}
        {open && <PairFoot exchange={exchange} hasTokens={reading?.kind === 'tokens'} />}
        {open && <Wires pair={pair} wires={links} selected={selected} rowCount={rows.length} />}
      </div>
    </StepFrame>
  )
}
