const signer = (who: string) => `  --login L      ${who}的用户名；密码从标准输入读`;

/** `ops duty` at the shift itself: signing in and out, hand-over, open matters, attendance, publishing. */
export const dutyShiftCommandMessages = {
  now: '看现在谁在值班、有没有待接收的交班、还有哪些未完事项',
  signIn: '值班签到',
  signOut: '值班签退；写了 --state 即同时交班',
  accept: '接班：接收待接收的交班',
  matter: '登记或了结未完事项',
  mark: '登记本人的上班或下班',
  correct: '补登或更正一个人的上下班时间',
  publish: '发布一个月的值班表',
  strike: '作废一条值班日志，原文保留',
  signOutUsage: '--login L [--note T] [--state T [--items T] [--notices T] [--risks T] [--remote]]',
  matterUsage: '(--add T [--detail T] | --close ID --conclusion T)',
  correctUsage: '--login L --person N --day D (--in HH:mm | --out HH:mm) --reason T',
  help: {
    now: ['未完事项行首的代号用于 ops duty matter --close；交班行首的代号用于 ops duty accept --id'],
    signIn: [signer('值班人'), '例：echo 密码 | ops duty sign-in --login engineer'],
    signOut: [
      signer('值班人'),
      '  --note T       值班小结',
      '  --state T      交班时的系统运行状态；写了它才交班',
      '  --items T      设备、钥匙、账号、介质；--notices T 重要通知；--risks T 异常与风险',
      '  --remote       不是面对面交接',
      '例：echo 密码 | ops duty sign-out --login engineer --state 全部正常 --items 机房钥匙一把',
    ],
    accept: [
      signer('接班人'),
      '  --id ID        接收哪一份；不给时接收最近的一份',
      '例：echo 密码 | ops duty accept --login manager',
    ],
    matter: [
      '  --add T        事项；--detail T 说明',
      '  --close ID     了结哪一项，代号见 ops duty now；--conclusion T 处理结果',
      '例：ops duty matter --add 成都前置机磁盘待扩容',
    ],
    mark: [signer('本人'), '例：echo 密码 | ops duty mark --login engineer --in'],
    correct: [
      signer('服务经理或甲方'),
      '  --person N     人员姓名；--day D 哪一天',
      '  --in HH:mm     上班时间；--out HH:mm 下班时间，二选一',
      '  --reason T     补登或更正的原因；原来的记录保留',
    ],
    publish: [
      signer('服务经理'),
      '  --month M      月份，例如 2026-12',
      '  --despite-findings  有空缺或冲突也发布',
    ],
    strike: ['  --id ID        日志的代号，见 ops duty log --json；--reason T 原因'],
  },
  nobody: '现在没有人值班。',
  onDuty: (name: string, since: string) => `值班\t${name}\t${since} 签到`,
  waiting: (id: string, from: string, at: string) => `待接班\t${id}\t${from} ${at} 交班`,
  matterLine: (id: string, title: string, by: string, at: string, carried: number) =>
    `未完\t${id}\t${title}\t${by} ${at}\t已交接 ${carried} 次`,
  signedIn: (name: string, at: string) => `${name} 已签到：${at}`,
  clockDoubt: '提醒：本机时钟可疑，签到已登记并注明。请核对时间。',
  signedOut: (name: string, at: string, handover: boolean) =>
    `${name} 已签退：${at}${handover ? '，已交班，等待接班人接收' : ''}`,
  accepted: (from: string, to: string, matters: number) => `${to} 已接 ${from} 的班，未完事项 ${matters} 项`,
  noWaiting: '没有待接收的交班。请交班人先签退并交班。',
  handoverParts: '--items、--notices、--risks、--remote 只用于交班，请同时用 --state 写明系统运行状态。',
  matterAdded: (id: string, title: string) => `已登记未完事项：${title}（${id}）`,
  matterClosed: (title: string) => `已了结：${title}`,
  marked: (name: string, day: string, text: string) => `${name}\t${day}\t${text}`,
  published: (month: string) => `已发布 ${month} 的值班表`,
  struck: '已作废，原文保留',
};
