import type { LogKind } from '../contract/dutyLog.ts';

/** Days ago, time, who, phone, content, outcome. */
type Line = readonly [
  kind: LogKind,
  daysAgo: number,
  time: string,
  who: string,
  phone: string,
  content: string,
  outcome: string,
];

/** Names and texts of the duty in the demo workspace; all made up. */
export const demoDutyMessages = {
  secondEngineer: '刘工程',
  phones: ['13800000001', '13800000002', '13800000005'],
  leaders: [
    ['周处长', '13800000011'],
    ['吴副处长', '13800000012'],
  ] as const,
  leaveReason: '年休假',
  swapReason: '当天回原单位开会，想与您对换',
  shiftNote: '各系统运行正常',
  /** State of the systems, items handed over, notices, risks. */
  handovers: [
    ['各系统运行正常', '前置机目录已清，当日上报回执已核对', '', ''],
    ['各系统运行正常', '钥匙一串、门禁卡两张', '上午有甲方到机房查看', ''],
    ['运行正常，转换任务仍在夜间窗口内', '待转换卷宗约 900 份', '', '归档盘已用近八成，注意增长'],
    ['各系统运行正常', '昨日退回的两件已补报', '请上午再看一次回执', ''],
  ] as readonly (readonly string[])[],
  log: [
    ['round', 0, '08:05', '', '', '机房巡视：温度 22.6 度，湿度 46%，无告警灯', ''],
    [
      'call',
      1,
      '15:20',
      '绵阳中院 信息科 邓某',
      '0816-0000001',
      '询问昨日卷宗上报是否成功',
      '查询回执已成功，电话告知',
    ],
    ['round', 1, '17:30', '', '', '下班前巡视：空调、UPS、磁盘阵列正常', ''],
    [
      'visit',
      2,
      '10:10',
      '通达海公司 实施工程师 罗某',
      '13800000021',
      '上报工具升级后现场核对',
      '陪同进入机房，10:50 离开',
    ],
    ['event', 3, '21:40', '', '', '眉山数据共享接口连续三次超时', '重启网关后恢复，已登记事件'],
  ] as readonly Line[],
};
