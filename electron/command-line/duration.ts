const unitSeconds: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 }

/** Reads a length of time as people type it (`90`, `30s`, `5m`, `2h`, `1d`), in milliseconds; `null` when it is none. */
export function readDuration(text: string): number | null {
  const [, amount, unit = ''] = /^(\d{1,9})([smhd]?)$/.exec(text.trim()) ?? []
  const factor = unitSeconds[unit]
  return amount === undefined || factor === undefined ? null : Number(amount) * factor * 1000
}
