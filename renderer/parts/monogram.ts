const isWide = (letter: string): boolean => /\p{Script=Han}/u.test(letter)

/** Two letters for a profile: its first word and what sets it apart, `Harbor ERP (staging)` -> `Hs`. */
export function buildMonogram(name: string): string {
  const plain = name.replace(/[(（](practice|练习)[)）]/i, '').trim()
  const aside = /[(（]([^)）]+)[)）]/.exec(plain)?.[1]
  const words = plain
    .replace(/[(（].*$/, '')
    .split(/[\s/_-]+/)
    .filter((word) => word !== '')
  const [first = '?', second] = words
  const letters = [...first]
  if (isWide(letters[0] ?? '')) return letters[0] ?? '?'
  const other = aside?.trim()[0] ?? second?.[0] ?? letters[1] ?? ''
  return (letters[0] ?? '?').toUpperCase() + other.toLowerCase()
}
