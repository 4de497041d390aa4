import { readClock } from '../../electron/host/clock.ts'
import { createSender } from '../../electron/host/send-request.ts'

// Run as a process of its own, for what is decided when Node starts and for the memory of a whole process: sends one
// request to each address and says how it ended and by how many KiB the process has grown at most.
const sender = createSender(readClock)
const request = { method: 'GET', headers: [], body: null } as const
const [warm = '', ...urls] = process.argv.slice(2)
if (warm !== '') await sender.send({ ...request, url: warm }, new AbortController().signal)
for (const url of urls) {
  const before = process.resourceUsage().maxRSS
  const sent = await sender.send({ ...request, url }, new AbortController().signal)
  const grown = process.resourceUsage().maxRSS - before
  const outcome = sent.ok ? { status: sent.value.status } : { code: sent.problem.code, ...sent.problem.evidence }
  process.stdout.write(`${JSON.stringify({ ...outcome, grown })}\n`)
}
await sender.close()
