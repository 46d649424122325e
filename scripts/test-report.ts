// What a suite came to, read from the JSON report of its runner.
import { stripVTControlCharacters } from 'node:util'

export interface Count {
  readonly passed: number
  /** How many of those passed at their second try only. */
  readonly flaky?: number
  readonly failed: number
  readonly skipped: number
  /** Every test that failed, or passed at its second try only, with the first line of its error. */
  readonly troubles?: readonly string[]
}

interface VitestReport {
  readonly numPassedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message?: string
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

/** @param code the exit code of the runner */
export function readVitest(json: string, code: number): Count {
  const report = JSON.parse(json) as VitestReport
  const failed: string[] = []
  const flaky: string[] = []
  for (const file of report.testResults) {
    const tests = file.assertionResults
    // A test that failed first and then passed keeps the errors of its first try.
    for (const { fullName, status, failureMessages } of tests) {
      if (status === 'failed') failed.push(told(fullName, failureMessages[0]))
      else if (failureMessages.length > 0) flaky.push(told(fullName, failureMessages[0]))
    }
    // A file that does not even load has no failed test.
    if (file.status === 'failed' && !tests.some(({ status }) => status === 'failed'))
      failed.push(told(file.name, file.message))
  }
  const skipped = report.numPendingTests + report.numTodoTests
  return { ...countOf(failed, flaky, code), passed: report.numPassedTests, skipped }
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[]
  readonly specs: readonly {
    readonly title: string
    readonly file: string
    readonly line: number
    readonly tests: readonly {
      readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped'
      readonly results: readonly { readonly errors?: readonly { readonly message?: string }[] }[]
    }[]
  }[]
}
interface PlaywrightReport {
  readonly stats: { expected: number; flaky: number; skipped: number }
  readonly suites: readonly PlaywrightSuite[]
  /** What went wrong outside of any test. */
  readonly errors: readonly { readonly message?: string }[]
}

/** @param code the exit code of the runner */
export function readPlaywright(json: string, code: number): Count {
  const { stats, suites, errors } = JSON.parse(json) as PlaywrightReport
  const failed: string[] = errors.map(({ message }) => told('outside of any test', message))
  const flaky: string[] = []
  const visit = (suite: PlaywrightSuite): void => {
    for (const { title, file, line, tests } of suite.specs) {
      for (const { status, results } of tests) {
        const trouble = told(
          `${file}:${line} ${title}`,
          results.flatMap((result) => result.errors ?? [])[0]?.message,
        )
        if (status === 'unexpected') failed.push(trouble)
        if (status === 'flaky') flaky.push(trouble)
      }
    }
    suite.suites?.forEach(visit)
  }
  suites.forEach(visit)
  return { ...countOf(failed, flaky, code), passed: stats.expected + stats.flaky, skipped: stats.skipped }
}

function countOf(
  failed: readonly string[],
  flaky: readonly string[],
  code: number,
): Pick<Count, 'flaky' | 'failed' | 'troubles'> {
  return {
    flaky: flaky.length,
    // A runner that says no is believed, even when its report names nothing.
    failed: code === 0 ? failed.length : Math.max(failed.length, 1),
    troubles: [...failed, ...flaky.map((trouble) => `at the second try only: ${trouble}`)],
  }
}

function told(title: string, message: string | undefined): string {
  const line =
    stripVTControlCharacters(message ?? '')
      .trim()
      .split('\n', 1)[0] ?? ''
  return line === '' ? title : `${title}: ${line}`
}
