import { describe, expect, it } from 'vitest'
import { readPlaywright, readVitest } from '../../../scripts/test-report.ts'

const RED = '\u001b[31m'

describe('what vitest reports', () => {
  const test = (fullName: string, status: string, ...failureMessages: string[]): object => ({
    fullName,
    status,
    failureMessages,
  })
  const report = (...testResults: object[]): string =>
    JSON.stringify({ numPassedTests: 2, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1, testResults })

  it('names a failure and a second try by the first line of their errors', () => {
    const assertionResults = [
      test('a call rings', 'passed'),
      test('a call ends', 'passed', 'Error: too late\n  at end'),
      test('a call is heard', 'failed', `${RED}Error: silence\n  at ear`),
    ]
    expect(readVitest(report({ name: 'call.test.ts', status: 'failed', assertionResults }), 1)).toEqual({
      passed: 2,
      flaky: 1,
      failed: 1,
      skipped: 2,
      troubles: ['a call is heard: Error: silence', 'at the second try only: a call ends: Error: too late'],
    })
  })

  it('names a file that does not load', () => {
    const file = { name: 'call.test.ts', status: 'failed', message: 'SyntaxError', assertionResults: [] }
    expect(readVitest(report(file), 1)).toMatchObject({ failed: 1, troubles: ['call.test.ts: SyntaxError'] })
  })

  it('believes the exit code against a report of nothing but passes', () => {
    expect(readVitest(report(), 1).failed).toBe(1)
    expect(readVitest(report(), 0).failed).toBe(0)
  })
})

describe('what Playwright reports', () => {
  const spec = (title: string, status: string, ...messages: string[]): object => ({
    title,
    file: 'call.spec.ts',
    line: 7,
    tests: [{ status, results: messages.map((message) => ({ errors: [{ message }] })) }],
  })
  const report = (errors: object[], ...specs: object[]): string =>
    JSON.stringify({
      stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 },
      suites: [{ specs: [], suites: [{ specs }] }],
      errors,
    })

  it('names a failure, a second try, and what went wrong outside of any test', () => {
    const json = report(
      [{ message: 'Error: stray' }],
      spec('rings', 'expected'),
      spec('ends', 'flaky', 'Error: too late\nmore'),
      spec('is heard', 'unexpected', 'Error: silence', 'Error: noise'),
    )
    expect(readPlaywright(json, 1)).toEqual({
      passed: 4,
      flaky: 1,
      failed: 2,
      skipped: 2,
      troubles: [
        'outside of any test: Error: stray',
        'call.spec.ts:7 is heard: Error: silence',
        'at the second try only: call.spec.ts:7 ends: Error: too late',
      ],
    })
  })
})
