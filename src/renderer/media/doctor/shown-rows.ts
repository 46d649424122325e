import type { IceServerId } from '../../../shared/ids.ts'
import type { RowSource, RowTest, TransportTest } from './doctor.ts'

// What a screen sees of the rows: each step makes a new list out of the last one.

/** With own servers in a new state, at the end. */
export function withRows(
  rows: readonly RowTest[],
  ids: readonly IceServerId[],
  changed: readonly RowTest[],
): readonly RowTest[] {
  const isChanged = ({ source }: RowTest): boolean => source.kind === 'own' && ids.includes(source.id)
  return [...rows.filter((row) => !isChanged(row)), ...changed]
}

/** With the newest of one transport of one row. */
export function withTest(
  rows: readonly RowTest[],
  source: RowSource,
  test: TransportTest,
): readonly RowTest[] {
  return rows.map((row) =>
    isSameRow(row.source, source)
      ? {
          ...row,
          transports: row.transports.map((known) => (known.transport === test.transport ? test : known)),
        }
      : row,
  )
}

/** Without what was not finished: it is as it was known before, or not there. */
export function settled(rows: readonly RowTest[], known: readonly RowTest[]): readonly RowTest[] {
  return rows.flatMap((row) => {
    const before = known.find(({ source, uri }) => isSameRow(source, row.source) && uri === row.uri)
    const transports = row.transports.flatMap((test) =>
      test.status === 'running'
        ? (before?.transports.find(({ transport }) => transport === test.transport) ?? [])
        : test,
    )
    return transports.length === 0 ? [] : { ...row, transports }
  })
}

function isSameRow(a: RowSource, b: RowSource): boolean {
  if (a.kind === 'own') return b.kind === 'own' && a.id === b.id
  return a.kind === b.kind && a.uri === b.uri
}
