import type { ConversionCounts } from '../contract/conversion.ts';
import type { Counts } from '../contract/inspection.ts';

/** Words of the unattended workday and of the commands around the sheet. */
export const workdayMessages = {
  backup: '备份日志库',
  backupFresh: '今天已备份过',
  backupDone: (kilobytes: number) => `已备份 ${kilobytes} KB`,
  inspection: '执行自动检查',
  inspectionDone: (c: Counts) => `正常 ${c.normal}　警告 ${c.warning}　故障 ${c.fault}　未检 ${c.unchecked}`,
  conversion: '转换待转 RTF',
  conversionProgress: (done: number, total: number) => `${done} / ${total} 份`,
  conversionDone: (c: ConversionCounts) =>
    `已转换 ${c.converted + c.noted + c.doubtful} 份（其中需复核 ${c.doubtful} 份），拒收 ${c.refused} 份，失败 ${c.failed} 份，隔离 ${c.quarantined} 份，仍待转 ${c.waiting} 份`,
  conversionNone: (waiting: number) =>
    waiting > 0 ? `本次没有转换，仍待转 ${waiting} 份` : '没有待转换的文件',
  notCome: (day: string) => `${day} 还没有到，只打印空表，不执行检查与转换。`,
  recheck: '复查转换后的卷宗项',
  recheckSkipped: '没有转换，无需复查',
  commandRun: '执行一个工作日：备份、自动检查、转换待转 RTF、打印日检单',
  commandRunHelp: [
    '--date D   日期，年-月-日；不写则为今天（北京时间）。',
    '手工检查项保持未检，人员填写的内容不会被改动。数据中心不可用时相关项为未检并写明原因，日检单照常打印。',
    '例：npm run -s ops -- workday run --json --workspace ./demo',
  ],
  commandPdf: '把日检单打印为 A4 PDF（一天，或一段日期合为一个文件）',
  commandPdfHelp: [
    '--date D            打印一天；或用 --from D --to D 打印一段（最多 31 天）。',
    '--out F             PDF 文件；已有同名文件会被整体替换。',
    '例：npm run -s ops -- sheet pdf --from 2026-11-16 --to 2026-11-20 --out week.pdf',
  ],
  commandShow: '显示一天的日检单',
  commandShowHelp: ['--date D   日期；不写则为今天。', '--json 给出全部内容与摘要码，可据此重新计算摘要。'],
  commandThresholds: '显示或修改自动检查项的判定标准',
  commandThresholdsHelp: [
    '不带选项：列出每项的警告、故障界限。',
    '--item I --warning N --fault N --reason S   修改一项；界限与默认值相同即恢复默认。模板没有的界限不写。',
    '例：npm run -s ops -- sheet thresholds --item casefile.storage --warning 80 --fault 90 --reason 例会同意',
  ],
  needItem: '修改界限时请同时写明 --item 和 --reason。',
  notNumber: (option: string) => `--${option} 应为数值。`,
  oneDayOrRange: '请用 --date 指定一天，或同时用 --from 和 --to 指定一段日期，不要混用。',
  printed: (file: string, pages: number, days: number) => `已生成 ${file}（${days} 天，${pages} 页）`,
  sheetLine: (day: string, label: string, state: string, digest: string) =>
    `${day} ${label}　${state}　摘要码 ${digest}`,
  fileLine: (file: string) => `日检单：${file}`,
};
