import { type Dialect, dialectSchema } from './dialect.ts'
import { bamboocloud } from './presets/bamboocloud.ts'
import { maxkey } from './presets/maxkey.ts'
import { rfc6749 } from './presets/rfc6749.ts'
import { tkeel } from './presets/tkeel.ts'
import { workfront } from './presets/workfront.ts'
import { xt } from './presets/xt.ts'

/** The dialects the product brings along, in the order they are offered. A seventh is one more document here. */
export const presets: readonly Dialect[] = [rfc6749, maxkey, xt, workfront, tkeel, bamboocloud].map((document) =>
  dialectSchema.parse(document),
)

/** The preset of that id, or `undefined`. */
export function readPreset(id: string): Dialect | undefined {
  return presets.find((preset) => preset.id === id)
}
