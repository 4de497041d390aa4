import { expect, test } from 'vitest'
import { buildMonogram } from '../../../renderer/parts/monogram.ts'

test.each([
  ['Harbor ERP (staging)', 'Hs'],
  ['Harbor ERP (production)', 'Hp'],
  ['BambooCloud (practice)', 'Ba'],
  ['XT.COM (practice)', 'Xt'],
  ['OpenID Connect', 'Oc'],
  ['练习服务', '练'],
  ['x', 'X'],
])('%s is %s', (name, monogram) => {
  expect(buildMonogram(name)).toBe(monogram)
})
