import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { writeWav, type Sound } from './wav.ts'

const run = promisify(execFile)

/** A sound server of its own for a test, with devices that exist only in it. */
export interface Pulse {
  /** For the environment of programs that are to use it. */
  readonly env: Readonly<Record<string, string>>
  /** A speaker; what is played there can be recorded from `NAME.monitor`. */
  addSpeaker(name: string, channels?: number): Promise<PulseDevice>
  /**
   * A microphone in which a tone (by its frequency) sounds for as long as it is plugged in, or somebody speaks once.
   *
   * @param rate Hz
   */
  addMicrophone(name: string, sound: number | Sound, channels?: number, rate?: number): Promise<PulseDevice>
  /** What programs record that do not ask for a certain microphone. */
  chooseMicrophone(name: string): Promise<void>
  /** Nothing goes into a microphone, as with a switch at its cable, or all does again. */
  silence(microphone: string, isSilent: boolean): Promise<void>
  /** The system keeps a microphone from all programs, or gives it again. */
  block(microphone: string, isBlocked: boolean): Promise<void>
  /** A microphone that hears what a speaker plays, and nothing else. */
  addEchoingMicrophone(name: string, speaker: string): Promise<PulseDevice>
  /** Strength of a tone in what a speaker plays now, in dBFS. */
  played(speaker: string, frequency: number): Promise<number>
  /** What a speaker plays from now on, left and right, at 48 kHz. */
  record(speaker: string, seconds: number): Promise<readonly [Float32Array, Float32Array]>
  close(): Promise<void>
}

export interface PulseDevice {
  readonly name: string
  /** Pulls it out. */
  remove(): Promise<void>
}

export async function startPulse(): Promise<Pulse> {
  const folder = mkdtempSync(join(tmpdir(), 'tincan-pulse-'))
  const env = {
    HOME: folder,
    XDG_RUNTIME_DIR: folder,
    PULSE_RUNTIME_PATH: join(folder, 'pulse'),
    PULSE_SERVER: `unix:${join(folder, 'socket')}`,
  }
  const environment = { env: { ...process.env, ...env } }
  const server = spawn(
    'pulseaudio',
    [
      '-n',
      '--daemonize=no',
      '--exit-idle-time=-1',
      '--disable-shm=yes',
      '--log-target=stderr',
      `--load=module-native-protocol-unix socket=${join(folder, 'socket')} auth-anonymous=1`,
    ],
    { ...environment, stdio: 'ignore' },
  )
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const pactl = async (...args: string[]): Promise<string> => {
    const { stdout } = await run('pactl', args, environment)
    return stdout.trim()
  }
  await until(() => pactl('info'))

  const load = async (...args: string[]): Promise<() => Promise<void>> => {
    const id = await pactl('load-module', ...args)
    return async () => void (await pactl('unload-module', id))
  }
  const describe = (name: string): string => `device.description=${name}`

  /** Browsers do not offer the monitor of a sink; as the master of another source it is a device like others. */
  const addSource = async (
    name: string,
    sink: string,
    channels: number,
    rate = RATE,
  ): Promise<PulseDevice> => {
    const unload = await load(
      'module-remap-source',
      `source_name=${sourceOf(name)}`,
      `master=${sink}.monitor`,
      `channels=${channels}`,
      `rate=${rate}`,
      `source_properties=${describe(name)}`,
    )
    // A source of a null sink wakes up every two seconds, unless somebody listens who is in more of a hurry.
    const listener = spawn('parec', [`--device=${sourceOf(name)}`, ...RAW, '--channels=1'], {
      ...environment,
      stdio: 'ignore',
    })
    return {
      name,
      async remove() {
        listener.kill()
        await unload()
      },
    }
  }
  const play = (sound: Sound, sink: string): (() => Promise<void>) => {
    const file = join(folder, `${sink}.wav`)
    writeWav(file, sound)
    const player = spawn('paplay', [`--device=${sink}`, file], { ...environment, stdio: 'ignore' })
    return async () => void player.kill()
  }
  const record = async (speaker: string, seconds: number, channels: number): Promise<Int16Array> => {
    const args = [`--device=${speaker}.monitor`, ...RAW, `--channels=${channels}`]
    const { stdout } = await run('timeout', [String(seconds), 'parec', ...args], {
      ...environment,
      encoding: 'buffer',
      maxBuffer: 2 ** 26,
    }).catch((ended: { stdout: Buffer }) => ended)
    return new Int16Array(stdout.buffer, stdout.byteOffset, stdout.length >> 1)
  }

  return {
    env,
    async addSpeaker(name, channels = 2) {
      const remove = await load(
        'module-null-sink',
        `sink_name=${name}`,
        `channels=${channels}`,
        'rate=48000',
        `sink_properties=${describe(name)}`,
      )
      return { name, remove }
    },
    async addMicrophone(name, sound, channels = 1, rate = RATE) {
      const unloadSink = await load(
        'module-null-sink',
        `sink_name=${name}_in`,
        `channels=${channels}`,
        `rate=${rate}`,
        `sink_properties=${describe(`inside-${name}`)}`,
      )
      const quieten =
        typeof sound === 'number'
          ? await load('module-sine', `sink=${name}_in`, `frequency=${sound}`)
          : play(sound, `${name}_in`)
      const source = await addSource(name, `${name}_in`, channels, rate)
      return {
        name,
        async remove() {
          await source.remove()
          await quieten()
          await unloadSink()
        },
      }
    },
    async chooseMicrophone(name) {
      await pactl('set-default-source', sourceOf(name))
    },
    async silence(microphone, isSilent) {
      await pactl('set-sink-mute', `${microphone}_in`, isSilent ? '1' : '0')
    },
    async block(microphone, isBlocked) {
      await pactl('set-source-mute', sourceOf(microphone), isBlocked ? '1' : '0')
    },
    addEchoingMicrophone: (name, speaker) => addSource(name, speaker, 1),
    played: async (speaker, frequency) => toneLevel(await record(speaker, 0.4, 1), frequency),
    async record(speaker, seconds) {
      const samples = await record(speaker, seconds, 2)
      const side = (first: 0 | 1): Float32Array =>
        Float32Array.from({ length: samples.length >> 1 }, (_, i) => samples[2 * i + first]! / 32_768)
      return [side(0), side(1)]
    },
    async close() {
      server.kill()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** No source may have the name of a sink. People see the description. */
const sourceOf = (microphone: string): string => `${microphone}_source`

const RATE = 48_000
const RAW = ['--format=s16le', `--rate=${RATE}`, '--latency-msec=20']

/** By Goertzel's algorithm; full scale is a sine from -1 to 1. */
function toneLevel(samples: Int16Array, frequency: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * frequency) / RATE)
  let [before, last] = [0, 0]
  for (const sample of samples) [before, last] = [last, sample / 32_768 + turn * last - before]
  const power = last ** 2 + before ** 2 - turn * last * before
  return 10 * Math.log10((4 * power) / samples.length ** 2)
}

/** Tries until it works, at most five seconds. */
async function until(attempt: () => Promise<unknown>): Promise<void> {
  for (const end = Date.now() + 5_000; ; ) {
    try {
      await attempt()
      return
    } catch (error) {
      if (Date.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}
