import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPacking, withPacking, withReception, type Packing } from '../../../../src/renderer/media/sdp.ts'

const toSdp = (lines: readonly string[]): string => lines.map((line) => `${line}\r\n`).join('')
const linesOf = (sdp: string): string[] => sdp.split('\r\n').filter(Boolean)

/** What Chromium 156 offers for sound and a data channel, with a candidate. */
const OFFER = [
  'v=0',
  'o=- 8850433909620753971 9 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0 1',
  'a=extmap-allow-mixed',
  'a=msid-semantic: WMS',
  'm=audio 57122 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126',
  'c=IN IP4 192.0.2.2',
  'a=rtcp:9 IN IP4 0.0.0.0',
  'a=candidate:1553042594 1 udp 2122194687 192.0.2.2 57122 typ host generation 0 network-id 1',
  'a=candidate:1541660690 1 udp 2122265343 fd00::2 57780 typ host generation 0 network-id 2',
  'a=ice-ufrag:1e5F',
  'a=ice-pwd:5ek8srpJw0bT+IYpenT5ctAR',
  'a=ice-options:trickle',
  'a=fingerprint:sha-256 BC:18:48:72:64:9C:E7:B4:AA:E8:A8:8E:16:92:9B:4D:FA:23:1E:C1:60:56:CC:33:34:25:45:DC:05:C4:10:CA',
  'a=setup:actpass',
  'a=mid:0',
  'a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level',
  'a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
  'a=sendrecv',
  'a=msid:- decb8b80-a408-4e32-a320-729b88a1d3fa',
  'a=rtcp-mux',
  'a=rtcp-rsize',
  'a=rtcp-xr:rcvr-rtt=all',
  'a=rtpmap:111 opus/48000/2',
  'a=rtcp-fb:111 transport-cc',
  'a=fmtp:111 minptime=10;useinbandfec=1',
  'a=rtpmap:63 red/48000/2',
  'a=fmtp:63 111/111',
  'a=rtpmap:9 G722/8000',
  'a=rtpmap:0 PCMU/8000',
  'a=rtpmap:8 PCMA/8000',
  'a=rtpmap:13 CN/8000',
  'a=rtpmap:110 telephone-event/48000',
  'a=rtpmap:126 telephone-event/8000',
  'a=ssrc:650205025 cname:ZL/qE7sErM4T5mSo',
  'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
  'c=IN IP4 0.0.0.0',
  'a=ice-ufrag:1e5F',
  'a=ice-pwd:5ek8srpJw0bT+IYpenT5ctAR',
  'a=mid:1',
  'a=sctp-port:5000',
  'a=max-message-size:262144',
]
const sdp = toSdp(OFFER)
const RECEPTION = { packetMs: 10, dtx: true, maxBitrate: null }
const VOICE: Packing = { packetMs: 10, redundant: false, stereo: false, dtx: true }

/** Lines that are there and were not, and the other way round. */
function changes(before: string, after: string): { readonly gone: string[]; readonly come: string[] } {
  const [a, b] = [linesOf(before), linesOf(after)].map((lines) =>
    lines.map((line) => line.replace(/ +/g, ' ')),
  ) as [string[], string[]]
  return { gone: a.filter((line) => !b.includes(line)), come: b.filter((line) => !a.includes(line)) }
}

describe('my own description', () => {
  test('says that two channels can be taken, how long packets shall be, and that silence needs none', () => {
    expect(changes(sdp, withReception(sdp, RECEPTION))).toEqual({
      gone: ['a=fmtp:111 minptime=10;useinbandfec=1'],
      come: ['a=fmtp:111 minptime=10;useinbandfec=1;stereo=1;usedtx=1', 'a=ptime:10'],
    })
  })

  test('asks for less where there is little room, and takes that back', () => {
    const narrow = withReception(sdp, { packetMs: 60, dtx: false, maxBitrate: 16_000 })
    expect(linesOf(narrow)).toContain(
      'a=fmtp:111 minptime=10;useinbandfec=1;stereo=1;usedtx=0;maxaveragebitrate=16000',
    )
    const again = withReception(narrow, RECEPTION)
    expect(linesOf(again)).toContain('a=fmtp:111 minptime=10;useinbandfec=1;stereo=1;usedtx=1')
    expect(linesOf(again).filter((line) => line.startsWith('a=ptime'))).toEqual(['a=ptime:10'])
  })

  test('needs no parameters to begin with', () => {
    const bare = toSdp(OFFER.filter((line) => !line.startsWith('a=fmtp:111')))
    expect(linesOf(withReception(bare, RECEPTION))).toContain('a=fmtp:111 stereo=1;usedtx=1')
  })
})

describe('the description of the other side', () => {
  const asked = (change: Parameters<typeof withReception>[1] = RECEPTION): string =>
    withReception(sdp, change)

  test('is changed to what I want to send', () => {
    expect(readPacking(withPacking(asked(), VOICE))).toEqual({ ...VOICE, maxBitrate: null })
    expect(readPacking(withPacking(asked(), { ...VOICE, packetMs: 20, redundant: true }))).toEqual({
      ...VOICE,
      packetMs: 20,
      redundant: true,
      maxBitrate: null,
    })
    const music = { packetMs: 20, redundant: false, stereo: true, dtx: false }
    expect(readPacking(withPacking(asked(), music))).toMatchObject(music)
  })

  test('decides where it asks for less than I would send', () => {
    const packed = withPacking(asked({ packetMs: 60, dtx: true, maxBitrate: 16_000 }), VOICE)
    expect(readPacking(packed)).toMatchObject({ packetMs: 60, maxBitrate: 16_000 })
  })

  test('that wants copies gets them, and that does not know what they are does not', () => {
    const wanting = sdp.replace('SAVPF 111 63', 'SAVPF 63 111')
    expect(readPacking(withPacking(wanting, VOICE))?.redundant).toBe(true)
    const plain = toSdp(OFFER.filter((line) => !line.includes(':63 '))).replace(' 63', '')
    expect(readPacking(withPacking(plain, { ...VOICE, redundant: true }))?.redundant).toBe(false)
  })

  test('that says nothing of stereo and silence gets neither', () => {
    const packed = withPacking(sdp, { packetMs: 10, redundant: false, stereo: true, dtx: true })
    expect(readPacking(packed)).toMatchObject({ packetMs: 20, redundant: false, stereo: false, dtx: false })
  })
})

describe('whatever text comes', () => {
  const edits = [
    (text: string) => withReception(text, { packetMs: 60, dtx: true, maxBitrate: 16_000 }),
    (text: string) => withPacking(text, { packetMs: 20, redundant: true, stereo: true, dtx: false }),
  ]

  test('that is no description for sound stays as it is', () => {
    const texts = ['', 'nonsense', 'v=0\r\nm=', 'm=audio', toSdp(OFFER.slice(-7)), 'm=audio 9 RTP/AVP 0\r\n']
    for (const text of texts) {
      for (const edit of edits) expect(edit(text)).toBe(text)
      expect(readPacking(text)).toBeNull()
    }
  })

  const word = fc.oneof(fc.string(), fc.constantFrom(...OFFER))
  const line = fc.oneof(
    fc.constantFrom(...OFFER),
    fc.constantFrom(
      'a=ptime:',
      'a=ptime:1.1.1',
      'a=fmtp:111 ',
      'a=fmtp:111 =;;=',
      'a=rtpmap:111 8',
      'm=audio 1 x',
    ),
    fc.string().map((text) => `a=${text}`),
    fc.tuple(fc.constantFrom(...OFFER), fc.nat(40), word).map(([a, at, b]) => a.slice(0, at) + b),
  )

  test('nothing throws', () => {
    const text = fc.oneof(fc.string(), fc.array(line, { maxLength: 40 }).map(toSdp))
    fc.assert(
      fc.property(text, (any) => {
        for (const edit of edits) readPacking(edit(any))
      }),
      { numRuns: 2_000 },
    )
  })

  test('lines that are none of this module come through, however strange', () => {
    const strange = fc.array(fc.tuple(fc.nat(OFFER.length), line), { maxLength: 6 })
    fc.assert(
      fc.property(strange, (additions) => {
        const lines = [...OFFER]
        for (const [at, added] of additions) lines.splice(Math.max(1, at), 0, added)
        const before = toSdp(lines)
        for (const edit of edits) {
          const { gone } = changes(before, edit(before))
          const foreign = gone.filter((text) => !/^(m=audio|a=fmtp:|a=ptime)/.test(text))
          expect(foreign).toEqual([])
        }
      }),
      { numRuns: 500 },
    )
  })
})
