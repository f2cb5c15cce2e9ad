export const dutyMessages = {
  alreadySignedIn: '您已经签到在岗，没有重复签到。',
  notSignedIn: '您还没有签到，或已经签退。请先在“值班”页签到。',
  handoverNotFound: '找不到这份交接记录。请刷新后重试。',
  handoverOwn: '不能接收自己写的交接，请由接班人登录后接收。',
  handoverAccepted: '这份交接已由他人接收。请刷新后查看。',
  shiftNotFound: '找不到这一班的签到记录。请刷新后重试。',
  roles: { leader: '带班领导', primary: '值班人（A角）', backup: '备班（B角）' },
  reminders: {
    signInSoon: (time: string) => `您 ${time} 起值班，请到岗后签到`,
    signInLate: (time: string) => `您 ${time} 起值班，还没有签到`,
    handover: (name: string, at: string) => `${name} 的交接（${at}）等待接班人接收`,
    consents: (count: number) => `${count} 份换班、替班申请等您答复`,
    consentsByPhone: (count: number) => `${count} 份申请的对方没有账号，请电话询问后代为登记`,
    requests: (count: number) => `${count} 份换班、替班或请假申请等待审批`,
    decided: (kind: string, state: string, by: string, note: string) =>
      `您的${kind}申请${state}（${[by, note].filter(Boolean).join('：')}）`,
    attendanceIn: (time: string) => `今天 ${time} 上班，您还没有签到考勤`,
    attendanceOut: (time: string) => `已到 ${time}，下班时请签退考勤`,
    tomorrow: (day: string, role: string) => `您明天（${day}）值班：${role}`,
    rosterUnpublished: (month: string) => `${month} 的值班表还没有发布`,
  },
  matterNotOpen: '这件未完事项已经销项或不存在。请刷新后查看。',
};

/** Words of the facts duty proposes to the assessment. */
export const dutyFactMessages = {
  missed: (day: string, week: string, label: string, shift: string, name: string) =>
    `${day} ${week}（${label}）${shift}值班：${name}没有签到`,
  attendance: (
    day: string,
    week: string,
    name: string,
    fault: 'late' | 'early' | 'absent',
    minutes: number,
  ) => {
    const words = {
      late: `迟到 ${minutes} 分钟`,
      early: `早退 ${minutes} 分钟`,
      absent: '全天没有签到，也没有请假',
    };
    return `${day} ${week} ${name}${words[fault]}`;
  },
};
