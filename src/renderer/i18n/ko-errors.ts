import type { ErrorCode } from '../../shared/errors.ts'

export const errors = {
  'name-invalid': {
    title: '쓸 수 없는 이름입니다',
    action: '글자와 숫자 1~32자로 쓰세요. 사이에 띄어쓰기, 점, 하이픈을 넣을 수 있습니다.',
  },
  'name-unknown': {
    title: '이 서버에 그런 이름이 없습니다',
    action: '철자를 확인하거나 상대가 어느 서버를 쓰는지 물어보세요.',
  },
  'name-taken': { title: '다른 사람이 쓰는 이름입니다', action: '다른 이름을 고르세요.' },
  'name-is-own': { title: '내 이름입니다', action: '다른 사람의 이름을 쓰세요.' },
  'registration-closed': {
    title: '이 서버는 새 이름을 받지 않습니다',
    action: '운영자에게 묻거나 다른 서버를 쓰세요.',
  },
  'invite-code-wrong': {
    title: '초대 코드가 맞지 않습니다',
    action: '코드를 확인하거나 서버 운영자에게 새로 받으세요.',
  },
  'server-address-invalid': {
    title: '서버 주소가 아닙니다',
    action: 'call.example.org 또는 192.168.1.5:7480처럼 쓰세요.',
  },
  'server-unreachable': {
    title: '서버가 답하지 않습니다',
    action: '주소와 네트워크를 확인하세요. 서버가 꺼져 있을 수도 있습니다.',
  },
  'server-not-tincan': {
    title: '이 주소에서는 다른 것이 답합니다',
    action: 'Tincan 서버가 아닙니다. 주소와 포트를 확인하세요.',
  },
  'server-protocol-version': {
    title: '서버의 Tincan 버전이 다릅니다',
    action: 'Tincan을 업데이트하거나 서버 운영자에게 업데이트를 부탁하세요.',
  },
  'server-rejected': { title: '서버가 연결을 닫았습니다', action: '1분 뒤에 다시 시도하세요.' },
  'server-untrusted': {
    title: '서버가 다른 주소를 댔습니다',
    action: '누군가 사이에 있을 수 있습니다. 운영자에게 바른 주소를 물어보세요.',
  },
  'server-timeout': { title: '서버가 너무 늦게 답했습니다', action: '잠시 뒤에 다시 시도하세요.' },
  'server-error': {
    title: '서버에 문제가 생겼습니다',
    action: '다시 시도하세요. 계속되면 운영자에게 알려 주세요.',
  },
  'proxy-unreachable': {
    title: '프록시가 응답하지 않습니다',
    action: '시스템 설정의 프록시를 확인하거나, 이 네트워크에 아직 프록시가 필요한지 확인하세요.',
  },
  'proxy-refused': {
    title: '프록시가 Tincan을 내보내지 않습니다',
    action: '프록시 관리자에게 이 서버를 허용해 달라고 하거나, 다른 네트워크를 사용하세요.',
  },
  'proxy-password': {
    title: '프록시가 이름과 비밀번호를 요구합니다',
    action: '환경 변수 HTTPS_PROXY=http://이름:비밀번호@프록시:포트 를 두고 Tincan을 시작하세요.',
  },
  'authentication-failed': {
    title: '서버가 나를 알아보지 못합니다',
    action: '이름이 이제 다른 키의 것일 수 있습니다. 다른 이름을 고르거나 서버 운영자에게 물어보세요.',
  },
  'authentication-timeout': {
    title: '로그인이 너무 오래 걸렸습니다',
    action: '네트워크를 확인하고 다시 시도하세요.',
  },
  'not-connected': { title: '서버와 연결되어 있지 않습니다', action: '온라인이 되면 다시 시도하세요.' },
  'rate-limited': { title: '짧은 동안 너무 자주 했습니다', action: '1분 뒤에 다시 시도하세요.' },
  'too-large': { title: '메시지가 너무 큽니다', action: '줄여서 다시 시도하세요.' },
  'bad-request': {
    title: '서버가 알아듣지 못했습니다',
    action: 'Tincan을 업데이트하거나 서버 운영자에게 업데이트를 부탁하세요.',
  },
  'contact-exists': { title: '이미 연락처에 있습니다', action: '목록에서 찾을 수 있습니다.' },
  'contact-unknown': { title: '연락처에 없는 사람입니다', action: '먼저 추가하세요.' },
  'contacts-full': { title: '목록이 가득 찼습니다', action: '자리를 만들려면 누군가를 삭제하세요.' },
  'key-changed': {
    title: '이 사람의 키가 바뀌었습니다',
    action: '연락처를 열어 새 키를 믿을지 정하세요.',
  },
  'call-unknown': { title: '끝난 통화입니다', action: '원하면 다시 전화하세요.' },
  'call-answered-elsewhere': {
    title: '다른 기기에서 받았습니다',
    action: '통화는 그 기기에서 계속됩니다.',
  },
  'call-not-allowed': {
    title: '연락처의 전화만 받는 사람입니다',
    action: '연락처로 추가하고, 상대가 수락하면 전화하세요.',
  },
  'call-busy-self': { title: '이미 다른 사람에게 거는 중입니다', action: '그 전화를 먼저 끝내세요.' },
  'call-tampered': {
    title: '도중에 바뀌거나 위조된 메시지가 있었습니다',
    action:
      '그 메시지는 버렸습니다. 서버일 수도 있는 누군가가 메시지를 바꾸고 있습니다. 안전 번호를 비교하세요.',
  },
  'ice-server-invalid': {
    title: '이 서버는 사용할 수 없습니다',
    action: '표시된 항목을 고치세요. 아무것도 바뀌지 않았습니다.',
  },
  'ice-server-unknown': { title: '이 서버는 이제 목록에 없습니다', action: '다시 추가하세요.' },
  'ice-secret-unreadable': {
    title: '내 TURN 서버의 비밀번호를 읽을 수 없습니다',
    action: '시스템의 키링을 열거나, 환경설정 > 네트워크에서 비밀번호를 다시 쓰세요.',
  },
  'relay-missing': {
    title: 'IP를 숨기도록 했지만 릴레이가 없어 전화하지 않았습니다',
    action: '환경설정 > 네트워크에서 TURN 서버를 추가하거나, 이 사람에게는 자동을 선택하세요.',
  },
  'microphone-refused': {
    title: 'Tincan이 마이크를 쓸 수 없습니다',
    action: '브라우저나 시스템 설정에서 허용한 뒤 다시 시도하세요.',
  },
  'microphone-absent': {
    title: '마이크가 없습니다',
    action: '마이크를 꽂으세요. 꽂는 즉시 사용합니다.',
  },
  'microphone-in-use': {
    title: '마이크를 열 수 없습니다',
    action: '다른 프로그램이 쓰고 있을 수 있습니다. 그 프로그램을 닫거나 다른 마이크를 고르세요.',
  },
  'microphone-unplugged': {
    title: '마이크가 뽑혔습니다',
    action: '다시 꽂거나 환경설정 > 소리에서 다른 마이크를 고르세요.',
  },
  'identity-file-foreign': {
    title: '이 파일에는 신원이 들어 있지 않습니다',
    action: 'Tincan에서 신원을 내보낼 때 만든 파일을 선택하세요.',
  },
  'identity-file-newer': {
    title: '더 새로운 Tincan에서 만든 파일입니다',
    action: '이 컴퓨터의 Tincan을 업데이트한 뒤 다시 시도하세요.',
  },
  'identity-file-damaged': {
    title: '파일이 손상되었습니다',
    action: '원본을 다시 복사하거나 신원을 다시 내보내세요.',
  },
  'identity-passphrase-wrong': {
    title: '암호가 맞지 않습니다',
    action: '대소문자와 키보드의 한/영 상태를 확인하세요.',
  },
  'file-unreadable': {
    title: '파일을 읽을 수 없습니다',
    action: '파일이 그 자리에 있는지, 열 권한이 있는지 확인하세요.',
  },
  'file-unwritable': {
    title: '파일을 쓸 수 없습니다',
    action: '다른 폴더를 선택하고 남은 공간을 확인하세요.',
  },
  'notifications-unsupported': {
    title: '이 시스템에서는 알림을 표시할 수 없습니다',
    action: '전화는 그대로 울리고 통화 창도 나타납니다.',
  },
  'storage-full': {
    title: '디스크가 가득 찼습니다',
    action: '자리를 만드세요. 그때까지 바뀐 것이 저장되지 않습니다.',
  },
  'update-unreachable': {
    title: '지금은 새 버전을 확인할 수 없습니다',
    action: '인터넷 연결을 확인하고 다시 시도하세요.',
  },
  'update-untrusted': {
    title: '새 버전이 Tincan 제작자가 만든 것이 아닙니다',
    action: '아무것도 설치하지 않았습니다. 나중에 다시 시도하거나 Tincan을 준 사람에게 알리세요.',
  },
  'update-failed': {
    title: '새 버전을 설치하지 못했습니다',
    action: '다시 시도하세요. 계속되면 직접 설치하세요.',
  },
  'update-in-call': {
    title: '통화 중입니다',
    action: '통화가 끝난 뒤 다시 시작하세요.',
  },
  'storage-unavailable': {
    title: '여기에는 아무것도 저장할 수 없습니다',
    action: '디스크에 쓸 수 있는지 확인하세요. 브라우저라면 비공개 모드를 끄세요.',
  },
  'storage-corrupted': {
    title: '저장된 데이터가 손상되었습니다',
    action: '살릴 수 있는 것은 살렸고, 손상된 파일은 그 옆에 따로 두었습니다.',
  },
  'secrets-unprotected': {
    title: '이 컴퓨터가 내 키를 보호하지 못합니다',
    action: '시스템에 키링을 설정한 뒤 Tincan을 다시 시작하세요.',
  },
  'secrets-unreadable': {
    title: '내 키를 읽을 수 없습니다',
    action: '시스템의 키링을 연 뒤 Tincan을 다시 시작하세요.',
  },
  'keychain-refused': {
    title: '시스템의 키링이 저장을 거부했습니다',
    action: '키링을 연 뒤 다시 시도하세요. 아무것도 바뀌지 않았습니다.',
  },
  'profile-in-use': {
    title: 'Tincan이 이미 실행 중입니다',
    action: '열려 있는 창을 쓰거나 먼저 닫으세요.',
  },
  internal: {
    title: 'Tincan에 문제가 생겼습니다',
    action: '다시 시도하세요. 계속되면 Tincan을 새로 시작하세요.',
  },
} as const satisfies Record<ErrorCode, { title: string; action: string }>
