import type { Result, Service, SheetState, SignatureBox } from '../contract/inspection.ts';

/** 正常, 警告, 故障, 未检: the words of the printed form. */
export const resultNames: Record<Result, string> = {
  normal: '正常',
  warning: '警告',
  fault: '故障',
  unchecked: '未检',
};

/** The services as they are headed on the sheet. */
export const serviceNames: Record<Service, string> = {
  bankruptcy: '破产案件上报',
  casefile: '电子卷宗上报、转换',
  trialdata: '审判数据上报工具',
  datacenter: '数据中心库维护',
  tags: '标签库及可视化',
  quality: '数据质检',
  retrieval: '电子卷宗调阅',
  caseshare: '破产、三类数据共享',
  interfaces: '12 类共享接口 × 59 家法院',
  oversight: '大数据平台监管',
  workstation: '工作站',
};

/** The services where there is little room. */
export const shortServiceNames: Record<Service, string> = {
  bankruptcy: '破产上报',
  casefile: '卷宗上报转换',
  trialdata: '审判数据上报',
  datacenter: '数据中心库',
  tags: '标签可视化',
  quality: '数据质检',
  retrieval: '卷宗调阅',
  caseshare: '破产三类共享',
  interfaces: '12 类接口',
  oversight: '平台监管',
  workstation: '工作站',
};

export const methodNames = { automatic: '自动', manual: '手工' } as const;

export const boxNames: Record<SignatureBox, string> = {
  inspector: '检查人',
  reviewer: '复核人',
  customer: '甲方确认',
};

export const stateNames: Record<SheetState | 'missed' | 'waiting', string> = {
  open: '未签字',
  inspected: '检查人已签',
  reviewed: '复核人已签',
  confirmed: '甲方已确认',
  reopened: '更正后待重签',
  missed: '缺检',
  waiting: '待检查',
};

/** Columns a person can fill, as printed. */
export const fieldNames = {
  value: '本次值',
  result: '结果',
  explanation: '异常说明',
  action: '处理措施',
  incident: '转事件单号',
  owner: '责任人',
  due: '整改期限/销项',
  note: '备注',
  shift: '班次时间',
  weather: '天气',
  climate: '温湿度',
  inspectorA: '检查人 A 角',
  inspectorB: '检查人 B 角',
  reviewer: '复核人',
  openMatters: '遗留问题',
} as const;

/** Words of the inspection capability. */
export const inspectionMessages = {
  earlierSheets: '以前的日检单',
  jobTitle: (day: string, items: number | undefined) =>
    items === undefined ? `日检 ${day}` : `日检 ${day}（${items} 项）`,
  future: (day: string) =>
    `${day} 还没有到，不能提前检查、填写或签字，只能打印空表。请选择今天或以前的日期。`,
  noSheet: (day: string) => `${day} 还没有日检单。请先建立或执行当日巡检。`,
  noItem: (id: string) => `日检单中没有编号为“${id}”的检查项。请刷新页面后重试。`,
  notAutomatic: (name: string) => `“${name}”是手工检查项，不能自动执行。请直接填写结果。`,
  stale: (name: string, by: string) =>
    `“${name}”刚刚被${by ? `${by}` : '他人'}修改过。请查看最新内容后再保存；您填写的内容仍在输入框中。`,
  reasonNeeded: (fields: string) =>
    `修改${fields}会覆盖已有内容，请写明原因（依据），原值将保留在更正记录中。`,
  basisNeeded: (name: string) => `“${name}”是自动检查项，手工填写须写明依据（例如：电话核实、现场查看）。`,
  resultNeeded: '填写了本次值，请同时选择结果（正常、警告、故障或未检）。',
  valueNeeded: '结果为正常、警告或故障时，请填写本次值。',
  frozen: (day: string) => `${day} 的日检单已经甲方确认，不能再自动检查。确有差错请逐项更正并写明原因。`,
  printEmpty: (from: string, to: string) =>
    `${from} 至 ${to} 没有日检单可打印。请先执行当日巡检，或改选日期。`,
  printRange: '一次最多打印 31 天的日检单，且结束日期不能早于开始日期。请缩小日期范围。',
  printFailed: '日检单排版失败，没有生成文件。请重试；仍不行时请导出诊断信息联系二线专家。',
  folderMissing: '保存位置的文件夹不存在。请先建立文件夹，或换一个位置。',
  notAFile: '保存位置是文件夹或设备，不能写成 PDF。请写明普通文件名，例如 日检单.pdf。',
  signRole: (box: string) => `您的角色不能签“${box}”栏。检查人、复核人由运维人员签，甲方确认由甲方人员签。`,
  signChanged: '日检单内容在您查看后有变化，未签字。请刷新、核对后再签。',
  signTwice: (box: string) => `“${box}”栏已经签字，不需要重复签。`,
  signOrder: (box: string, needed: string) => `请先由${needed}签字，再签“${box}”栏。`,
  signSame: '复核人不能是检查人本人。请由另一名运维人员复核签字。',
  signNotRun: '这张日检单还没有任何检查结果，不能签字。请先执行巡检或填写结果。',
  signUnexplained: (count: number, names: string) =>
    `有 ${count} 项未检且没有写明原因：${names}。请填写结果，或写明未检原因后再签字。`,
  voidedByChange: '签字后内容有更正',
  voidedByRun: '签字后重新检查，内容有变化',
  jobFinished: (done: number) => `已完成 ${done} 项`,
  running: (names: string) => `正在检查：${names}`,
  failedAgain: (time: string, reason: string) => `${time} 复检未成：${reason}`,
  timedOut: (seconds: number) =>
    `超过 ${seconds} 秒没有结果，已放弃等待。请检查数据中心负载或网络后单独重检此项。`,
  checkFailed: '检查没有完成，原因已记入诊断日志。请重检此项，仍不行时手工填写。',
  notFilled: '手工项，尚未填写',
  notRunYet: '尚未检查',
  summary: (c: { total: number; normal: number; warning: number; fault: number; unchecked: number }) =>
    `应检 ${c.total} 项：正常 ${c.normal} 项　警告 ${c.warning} 项　故障 ${c.fault} 项　未检 ${c.unchecked} 项`,
  late: (count: number) => `　其中补检 ${count} 项`,
  missed: (count: number) => `缺检 ${count} 天`,
  voidedSignature: (name: string, at: string, reason: string) => `原签名 ${name} ${at}，因“${reason}”作废`,
  factMissing: (day: string, weekday: string) => `${day} ${weekday} 是工作日，日检没有做（缺检）。`,
  factLate: (day: string, due: string, at: string) => `${day} 的日检应在 ${due} 前进行，${at} 才开始检查。`,
  probeUnknown: (id: string) => `没有编号为“${id}”的探测目标。请刷新页面后重试。`,
  probeHttp: '探测地址应以 http:// 或 https:// 开头，且不能带用户名和口令。请改正后保存。',
  probeTcp: '探测地址应写成“主机:端口”，端口为 1 至 65535。例如 10.0.0.8:1521。',
  probeFolder: '探测目录应是完整路径。请改正后保存。',
  noThreshold: (name: string) => `“${name}”不按数值判定，没有可以修改的界限。`,
  thresholdMissing: '这一项须有此界限。请填写数值，或恢复默认值。',
  thresholdUnnamed: '这一项没有此级界限，不能填写。请留空。',
  thresholdOrder: (direction: 'above' | 'below') =>
    direction === 'above'
      ? '故障界限应大于警告界限：数值越大越严重。请改正后保存。'
      : '故障界限应小于警告界限：数值越小越严重。请改正后保存。',
};

/** Words of the checks. */
export const checkMessages = {
  probeUnset: '未配置探测目标。请在 设置 → 巡检探测 中填写，或手工填写本项。',
  probeOk: (elapsed: number) => `可达，${elapsed} 毫秒`,
  httpStatus: (status: number) => `HTTP ${status}`,
  httpBad: (status: number) => `服务返回 HTTP ${status}。请查看该服务日志。`,
  httpMissing: (expected: string) => `页面中没有“${expected}”，可能返回了错误页。请打开页面核对。`,
  refused: '连接被拒绝，服务可能没有启动。请登录该服务器查看服务。',
  unreachable: '网络不通或主机名无法解析。请检查网络、防火墙与地址。',
  slow: (seconds: number) => `${seconds} 秒内没有应答。请检查网络与服务负载。`,
  folderAway: '目录不存在或没有权限。请检查共享是否挂载。',
  down: '连不上',
  folder: (files: number) => `可访问，${files} 个文件`,
  noRows: '没有记录',
  none: '无',
  noData: '数据中心没有相关记录，无法判断。请核对数据是否已接入，或手工填写。',
  notProvided: (engine: string) =>
    `${engine} 不提供此项，或连接用户没有查看权限。请由数据库管理员核实后手工填写。`,
  notApplicable: '不适用',
  embedded: '内嵌库没有此项',
  fullOn: (day: string) => `按近 30 天的增长，预计 ${day} 用满`,
  noBound: '没有上限',
  ok: '正常',
  archiveFailed: (count: number) => `归档失败 ${count}`,
  invalid: (objects: number, indexes: number) => `对象 ${objects} 个、索引 ${indexes} 个`,
  noExpiry: '不过期',
  dutyNone: '未排班',
  dutyNoneHint: '还没有登记值班人员。请在“值班 › 班表 › 人员与规则”里登记并排班。',
  dutyCovered: (days: number) => `${days} 天已排满`,
  dutyProblems: (count: number) => `${count} 处空班或冲突`,
  dutyUnpublished: (month: string) => `${month} 值班表未发布`,
  dutyFinding: (place: string, kind: string, name: string) => [place, kind, name].filter(Boolean).join(' '),
  incidents: (open: number, late: number, near: number) =>
    [
      open === 0 ? '没有未办结' : `未办结 ${open}`,
      late > 0 ? `超时 ${late}` : '',
      near > 0 ? `将到时限 ${near}` : '',
    ]
      .filter(Boolean)
      .join('，'),
  incidentsLate: (list: string) => `已超时：${list}`,
  incidentsNear: (list: string) => `将到时限：${list}`,
  overdue: (count: number) => `${count} 项`,
  overdueOne: (number: string, title: string, due: string) => `${number} ${title}（要求 ${due}）`,
  andMore: (shown: string, count: number) => `${shown}等 ${count} 项`,
  yesterday: (rows: string, courts: number) => `${rows} 件（${courts} 家法院）`,
  noBackupPlan: '还没有备份库的复制计划。请在 备份库 新增计划，或手工填写本项。',
  backupNever: '复制计划还没有成功过。请在 备份库 查看原因并立即复制一次。',
  backupAge: (hours: number) => `${hours} 小时前`,
  backupWhole: (hours: number, lacking: number) =>
    `${hours} 小时前，${lacking === 0 ? '数据完整' : `缺差 ${lacking} 行`}`,
  backupFiles: (count: number, size: string) => `附件 ${count} 个 ${size}`,
  backupWithoutFiles: '不含附件',
  backupPending: (count: number) => `还有 ${count} 个附件没有备份。请再备份一次。`,
  backupUncovered: '这份备份不含附件和定稿资料，或附件清单已损坏。请在“设置—备份”中再备份一次。',
  noBackup: '没有找到日志库备份。请在“设置—备份”中备份一次。',
  and: (names: readonly string[], total: number) =>
    total > names.length ? `${names.join('、')} 等 ${total} 个` : names.join('、'),
};
