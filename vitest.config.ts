import { defineConfig } from 'vitest/config'

// Projects of one runner: pure logic, the signaling server over loopback sockets, and what gets shipped.
export default defineConfig({
  test: {
    // What passes only at the second try is counted, and named at the end.
    retry: process.env['CI'] === 'true' ? 1 : 0,
    projects: [
      {
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'], environment: 'node', testTimeout: 20_000 },
      },
      {
        test: {
          name: 'server',
          include: ['test/server/**/*.test.ts'],
          environment: 'node',
          testTimeout: 20_000,
        },
      },
      {
        test: { name: 'dist', include: ['test/dist/**/*.test.ts'], environment: 'node', testTimeout: 20_000 },
      },
    ],
  },
})
