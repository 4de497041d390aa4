/**
 * `npm test`: types, lint, build, then the tests, all of them even when an early one fails. The last line of the output is
 * the sum, `N passed, N failed`. Plain JavaScript, because Node 20 runs it without a build.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const results = `${root}test-results`
const total = { passed: 0, failed: 0, skipped: 0 }

/** Runs one npm script to its end and answers whether it succeeded. */
function run(script, ...flags) {
  process.stdout.write(`\n> npm run ${script}\n`)
  const separator = flags.length > 0 ? ['--'] : []
  // A shell is needed on Windows only, where npm is a script.
  const options = { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }
  return spawnSync('npm', ['run', '--silent', script, ...separator, ...flags], options).status === 0
}

/** Adds what a report counted; a step that failed without saying what failed counts as one failure. */
function add(succeeded, file, read) {
  const counted = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0, skipped: 0 }
  if (!succeeded && counted.failed === 0) counted.failed = 1
  for (const name of Object.keys(total)) total[name] += counted[name]
}

/** A test file that cannot even be loaded has no tests in the report, so it counts as one failure itself. */
function readVitest(report) {
  const unloadable = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** The reasons of skipped app tests, each with how many tests it kept from running. */
function countSkipReasons(suite, reasons = new Map()) {
  for (const inner of suite.suites ?? []) countSkipReasons(inner, reasons)
  for (const one of (suite.specs ?? []).flatMap((spec) => spec.tests)) {
    const note = one.status === 'skipped' ? one.annotations.find(({ type }) => type === 'skip') : undefined
    if (note) reasons.set(note.description, (reasons.get(note.description) ?? 0) + 1)
  }
  return reasons
}

function readPlaywright(report) {
  for (const [reason, count] of countSkipReasons(report)) process.stdout.write(`${count} skipped: ${reason}\n`)
  const { expected, unexpected, flaky, skipped } = report.stats
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped }
}

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

const none = `${results}/none.json`
add(run('test:types'), none)
add(run('test:lint'), none)
const built = run('build')
add(built, none)
const unit = `${results}/unit.json`
add(run('test:unit', '--reporter=default', '--reporter=json', `--outputFile.json=${unit}`), unit, readVitest)
const app = `${results}/app.json`
if (built) add(run('test:app'), app, readPlaywright)

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`)
