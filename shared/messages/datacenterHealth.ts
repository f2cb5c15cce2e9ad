import type { HealthItemId } from '../contract/datacenterHealth.ts';

/** Names of the items as the board and the test's notes write them. */
export const HEALTH_ITEM_NAMES: Record<HealthItemId, string> = {
  latency: '往返时延',
  instance: '实例与监听',
  sessions: '会话数',
  processes: '进程数',
  size: '库大小',
  storage: '表空间',
  diskFree: '磁盘剩余',
  archive: '归档与日志',
  archiveFailed: '归档失败',
  lastBackup: '最近备份',
  blocked: '阻塞',
  longestTransaction: '长事务',
  slowest: '最慢语句',
  invalidObjects: '失效对象',
  invalidIndexes: '失效索引',
  replicationLag: '复制延迟',
  passwordExpiry: '口令到期',
  clock: '时钟差',
  yesterdayRows: '昨日入库',
};

/** What measuring a data-centre database says. */
/** `340.5 毫秒`, `12.3 秒`, `2 分 7 秒`. */
function lasting(ms: number): string {
  if (ms < 1_000) return `${ms} 毫秒`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} 秒`;
  return `${Math.floor(ms / 60_000)} 分 ${Math.floor((ms % 60_000) / 1_000)} 秒`;
}

export const datacenterHealthMessages = {
  noRight: '账号无权查看，略过',
  failed: (reason: string) => `没有读到：${reason}`,
  late: '本轮时间已用完，没有轮到',
  narrowed: '（账号无权看全库，只含本账号能看到的）',
  latency: (ms: number) => `往返 ${ms} 毫秒`,
  clock: (seconds: number) =>
    Math.abs(seconds) < 1 ? '与本机时钟一致' : `比本机${seconds > 0 ? '快' : '慢'} ${Math.abs(seconds)} 秒`,
  uptime: (text: string, state: string) => `${state ? `${state}，` : ''}已运行 ${text}`,
  primary: '主库',
  standby: '备库（只读恢复中）',
  duration: (seconds: number) => {
    if (seconds < 60) return `${seconds} 秒`;
    if (seconds < 3_600) return `${Math.floor(seconds / 60)} 分`;
    if (seconds < 172_800) return `${Math.floor(seconds / 3_600)} 小时`;
    return `${Math.floor(seconds / 86_400)} 天`;
  },
  size: (text: string) => `库大小 ${text}`,
  sessions: (used: number, limit: number | null) => (limit ? `会话 ${used} / ${limit}` : `会话 ${used}`),
  processes: (used: number, limit: number | null) => (limit ? `进程 ${used} / ${limit}` : `进程 ${used}`),
  storage: (name: string, percent: number, count: number) =>
    `最满的表空间 ${name} 已用 ${percent}%（共 ${count} 个）`,
  noStorage: '没有读到表空间',
  unlimited: (used: string) => `已用 ${used}，没有上限`,
  used: (used: string, limit: string, percent: number) => `已用 ${used} / ${limit}（${percent}%）`,
  archiveOff: '归档没有开启，不能恢复到任意时刻',
  archiveSpace: (used: string, limit: string, percent: number) =>
    `归档区已用 ${used} / ${limit}（${percent}%）`,
  archiveOn: '归档已开启',
  logUsed: (percent: number, model: string) => `事务日志已用 ${percent}%（恢复模式 ${model}）`,
  binaryLogs: (count: number, text: string) => `二进制日志 ${count} 个，共 ${text}`,
  binaryLogsOff: '二进制日志没有开启，不能恢复到任意时刻',
  archiveFiles: (count: number, text: string) => `归档日志 ${count} 个文件，共 ${text}`,
  walFiles: (count: number, text: string) => `WAL ${count} 个文件，共 ${text}`,
  damengSending: (count: number) => `主库正在向 ${count} 个备库发送日志；重演延迟请连接备库查看`,
  wal: (text: string) => `WAL 文件 ${text}`,
  archiveOk: (at: string) => (at ? `归档正常，最近 ${at}` : '归档正常，还没有归档过'),
  archiveBroken: (count: number, at: string) => `归档失败（累计 ${count} 次，最近 ${at}）`,
  archiveTargetsBroken: (count: number) => (count === 0 ? '归档目标正常' : `${count} 个归档目标出错`),
  blocked: (count: number) => (count === 0 ? '没有被阻塞的会话' : `${count} 个会话被阻塞`),
  transaction: (duration: string | null, hidden: number) =>
    `${duration === null ? '没有长事务' : `最长事务已运行 ${duration}`}${hidden > 0 ? `（另有 ${hidden} 个会话账号无权查看）` : ''}`,
  transactionOf: (user: string, duration: string) => `${user || '—'} 已运行 ${duration}`,
  backup: (at: string) => `最近备份 ${at}`,
  noBackup: '没有备份记录',
  backupElsewhere: '这种数据库不记录备份，请按备份系统的结果登记',
  slowest: (ms: number) => `最慢一类语句平均 ${ms} 毫秒`,
  slowestRunning: (ms: number) => `正在运行的语句最久 ${lasting(ms)}（服务器没有开启语句统计）`,
  noSlow: '没有语句统计',
  statement: (ms: number, calls: number) => `平均 ${ms} 毫秒，${calls} 次`,
  running: (ms: number) => `正在运行 ${lasting(ms)}`,
  invalidObjects: (count: number) => (count === 0 ? '没有失效对象' : `${count} 个失效对象`),
  invalidIndexes: (count: number) => (count === 0 ? '没有失效索引' : `${count} 个失效索引`),
  lag: (duration: string, count: number) => `复制延迟 ${duration}（${count} 路）`,
  lagStopped: '复制没有在运行',
  noReplica: '没有备库或复制',
  expiry: (name: string, days: number) =>
    days < 0 ? `账号 ${name} 的口令已过期 ${-days} 天` : `账号 ${name} 的口令 ${days} 天后到期`,
  noExpiry: '口令不过期',
  yesterday: (day: string, rows: number, courts: number) => `${day} 入库 ${rows} 件，来自 ${courts} 家法院`,
  rowsOf: (rows: number) => `${rows} 件`,
  noCases: '没有案件表（court_case），或账号看不到',
  unknownCourt: '未填法院',
  diskFree: (text: string) => `所在磁盘剩余 ${text}`,
};

/** What keeping, judging and acting on health says. */
export const healthWorkMessages = {
  watcher: '健康采样',
  ruleOrder: (item: string) => `“${item}”的警告值和故障值顺序不对：故障应比警告更严重。请调整后保存。`,
  ruleTwice: (item: string) => `“${item}”写了两次。请只留一条。`,
  noSeries: '没有这一项的历史。请先测量一次。',
  sessionGone:
    '这个会话已经不在阻塞链里（可能已结束，或编号已被别的会话使用），没有做任何操作。请刷新后再看。',
  cannotEnd: '这种数据库不能从这里结束会话。请联系数据库管理员。',
  reasonNeeded: '请写明结束会话的理由（至少 4 个字）。',
  paused: '账号或密码被拒绝后已暂停自动采样，以免锁死账号。请改正连接后再测一次。',
};
