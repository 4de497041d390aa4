import { useMemo, useState } from 'react'
import type { RawResponse } from '../../../shared/flow/raw-response.ts'
import { readBodyText } from '../../../shared/flow/raw-response-text.ts'
import { readFirstHeaders, readHeaderLines } from './response-headers.ts'
import { readResponseLines } from './response-lines.ts'
import type { ShownLines } from './wire-links.ts'

/** Rows of a body that are drawn at first, and that each wish for more adds: a screen has no use for 100,000. */
const rowsAtOnce = 300

/** What of an answer is on the screen. */
export interface ShownResponse {
  readonly text: string
  readonly shown: ShownLines
  readonly headerCount: number
  readonly showHeaders: () => void
  readonly showLines: () => void
}

/** The lines of an answer that are shown, and the ways to see more of them. */
export function useShownResponse(response: RawResponse): ShownResponse {
  const [allHeaders, setAllHeaders] = useState(false)
  const [most, setMost] = useState(rowsAtOnce)
  const text = useMemo(() => readBodyText(response).text, [response])
  const body = useMemo(() => readResponseLines(text, most), [text, most])
  const shown = useMemo((): ShownLines => {
    const all = readHeaderLines(response)
    const headers = allHeaders ? all : readFirstHeaders(all)
    return { headers, hasMoreHeaders: headers.length < all.length, body }
  }, [response, allHeaders, body])
  return {
    text,
    shown,
    headerCount: response.headers.length,
    showHeaders: () => setAllHeaders(true),
    showLines: () => setMost((before) => before + rowsAtOnce),
  }
}
