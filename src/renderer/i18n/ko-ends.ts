import type { EndReason } from '../../shared/call/call.ts'

export const ends = {
  'hung-up': { title: '{name} 님과의 통화를 끝냈습니다', action: '원하면 다시 전화하세요.' },
  'peer-hung-up': { title: '{name} 님이 통화를 끝냈습니다', action: '원하면 다시 전화하세요.' },
  cancelled: { title: '{name} 님과의 통화가 취소되었습니다', action: '원하면 다시 전화하세요.' },
  declined: { title: '{name} 님의 전화를 거절했습니다', action: '지금 통화할 수 없다고 알립니다.' },
  'peer-declined': { title: '{name} 님이 전화를 거절했습니다', action: '지금은 때가 아닐지도 모릅니다.' },
  missed: { title: '{name} 님의 전화를 받지 못했습니다', action: '원하면 다시 전화하세요.' },
  'no-answer': { title: '{name} 님이 받지 않았습니다', action: '전화했다는 것은 상대에게 보입니다.' },
  offline: {
    title: '{name} 님은 오프라인입니다',
    action: '온라인이 되면 전화했다는 것이 상대에게 보입니다.',
  },
  unreachable: {
    title: '{name} 님의 어느 기기도 답하지 않았습니다',
    action: '상대의 연결이 지금 좋지 않을 수 있습니다. 전화했다는 것은 상대에게 보입니다.',
  },
  'unknown-name': {
    title: '이 서버에 {name} 님이 없습니다',
    action: '철자를 확인하거나 상대가 어느 서버를 쓰는지 물어보세요.',
  },
  'not-allowed': {
    title: '{name} 님은 연락처의 전화만 받습니다',
    action: '연락처로 추가하고, 상대가 수락하면 다시 전화하세요.',
  },
  'not-connected': {
    title: '오프라인이라 {name} 님에게 전화할 수 없습니다',
    action: '서버와 연결되면 다시 전화하세요.',
  },
  'key-changed': {
    title: '{name} 님의 키가 바뀌었습니다',
    action: '연락처를 열어 새 키를 믿을지 정하세요. 그때까지 전화를 걸지 않습니다.',
  },
  'rate-limited': {
    title: '짧은 동안 {name} 님에게 너무 많이 전화했습니다',
    action: '1분 뒤에 다시 전화하세요.',
  },
  'answered-elsewhere': {
    title: '다른 기기에서 {name} 님의 전화를 받았습니다',
    action: '통화는 그 기기에서 계속됩니다.',
  },
  'declined-elsewhere': {
    title: '다른 기기에서 {name} 님의 전화를 거절했습니다',
    action: '원하면 다시 전화하세요.',
  },
  superseded: { title: '{name} 님과 서로 동시에 전화했습니다', action: '다른 통화가 이어집니다.' },
  'connection-failed': {
    title: '{name} 님에게 가는 길을 찾지 못했습니다',
    action:
      '방화벽이 직접 통화를 막고 있을 수 있습니다. 다시 전화하거나 다른 네트워크를 쓰거나, 서버 운영자에게 중계 서버를 부탁하세요.',
  },
  'no-network': {
    title: '이 컴퓨터가 네트워크에 연결되어 있지 않아 {name} 님에게 연결하지 못했습니다',
    action: '케이블이나 Wi-Fi를 확인하고 다시 전화하세요.',
  },
  'relay-missing': {
    title: 'IP를 숨기도록 했지만 릴레이가 없어 {name} 님과 통화하지 않았습니다',
    action: '환경설정 > 네트워크에서 TURN 서버를 추가하거나, 이 사람과는 직접 연결을 허용하세요.',
  },
  'relay-refused': {
    title: '릴레이가 거부하여 {name} 님에게 연결하지 못했습니다',
    action:
      '환경설정 > 네트워크에서 TURN 서버를 검사하면 이유가 나옵니다. 사용자 이름이나 비밀번호가 틀렸거나 서버가 가득 찼을 수 있습니다.',
  },
  'relay-unreachable': {
    title: '릴레이가 응답하지 않아 {name} 님에게 연결하지 못했습니다',
    action:
      '환경설정 > 네트워크에서 TURN 서버를 검사하세요. 서버가 꺼져 있거나 이 네트워크가 막고 있을 수 있습니다.',
  },
  'udp-blocked': {
    title: '이 네트워크가 직접 통화를 막아 {name} 님에게 연결하지 못했습니다',
    action:
      '환경설정 > 네트워크에서 TCP나 TLS로 응답하는 TURN 서버를 추가하거나, 다른 네트워크를 사용하세요.',
  },
  'no-path': {
    title: '{name} 님에게 가는 길을 찾지 못했습니다',
    action:
      '두 네트워크가 모두 엄격합니다. 릴레이가 도움이 됩니다. 환경설정 > 네트워크에서 TURN 서버를 추가하거나 서버 운영자에게 요청하세요.',
  },
  'peer-network-failed': {
    title: '{name} 님의 네트워크를 지날 수 없습니다',
    action: '지금 상대의 릴레이나 네트워크가 작동하지 않습니다. 이유는 상대에게 표시됩니다.',
  },
  'connection-lost': {
    title: '{name} 님과의 연결이 끊겼습니다',
    action: '네트워크를 확인하고 다시 전화하세요.',
  },
  'microphone-failed': {
    title: '마이크가 멈춰 {name} 님과의 통화가 끝났습니다',
    action: '환경설정 > 소리에서 마이크를 확인하고 다시 전화하세요.',
  },
  tampered: {
    title: '도중에 메시지가 바뀌어 {name} 님과의 통화를 거부했습니다',
    action:
      '서버일 수도 있는 누군가가 둘 사이에서 메시지를 바꾸고 있습니다. 다른 방법으로 이야기하고, 다시 전화하기 전에 안전 번호를 비교하세요.',
  },
  'app-closed': { title: '{name} 님이 Tincan을 닫았습니다', action: '상대가 돌아오면 다시 전화하세요.' },
  'peer-gone': {
    title: '{name} 님의 기기가 사라졌습니다',
    action: '연결이 끊겼거나 꺼졌습니다. 잠시 뒤에 다시 전화하세요.',
  },
} as const satisfies Record<EndReason, { title: string; action: string }>
