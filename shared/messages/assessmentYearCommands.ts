const YEAR_HELP = '  --year 名称    合同年度的名称；不给时用今天所在的年度';
const signer = (who: string) => `  --login L      ${who}的用户名；密码从标准输入读`;

/** `ops assessment` on contract years, the scheme, the notice and what-if: what the command line says. */
export const assessmentYearCommandMessages = {
  years: '列出合同年度和各年度所用的考核办法版本。',
  saveYear: '登记或修改一个合同年度。',
  schemes: '显示考核办法：各版本，以及一个版本的全部分值。',
  saveScheme: '把改过的考核办法存为新版本，并用于一个合同年度；旧版本都保留。',
  notice: '把撤回人员通知书排版成 PDF；第一次打印即编号签发。',
  whatIf: '试算：确认待确认的、去掉已计入的、再发生几次，得分会是多少；什么都不改。',
  saveYearUsage: '--login L --name 名称 --from D [--to D] [--change 原名称] [--scheme V]',
  schemesUsage: '[--year 名称 | --version V] [--out F.json]',
  saveSchemeUsage: '--login L [--year 名称] --input F.json --reason T',
  noticeUsage: '--login L [--year 名称] --person N [--from D] --out F.pdf',
  whatIfUsage: '[--year 名称] [--confirm N]… [--confirm-all] [--drop N]… [--add 类型[,项=值]…]…',
  help: {
    saveYear: [
      signer('服务经理'),
      '  --name 名称    年度的名称，例如 2026合同年',
      '  --from D       合同签订日，例如 2026-05-01',
      '  --to D         截止日；不给时为签订后一年的前一天',
      '  --change 原名称  修改这个已登记的年度；不给时登记新的',
      '  --scheme V     按第几版考核办法计分；不给时新年度按第 1 版（合同原文），已有的不变',
      '例：echo 密码 | ops assessment year save --login manager --name 2026合同年 --from 2026-05-01',
    ],
    schemes: [
      YEAR_HELP,
      '  --version V    看第几版；不给时看这个年度所用的版本',
      '  --out F.json   把这一版写成文件，改过后用 ops assessment scheme save 存为新版本',
    ],
    saveScheme: [
      signer('服务经理或甲方'),
      YEAR_HELP,
      '  --input F.json 整份考核办法，格式同 ops assessment scheme show --out 写出的文件',
      '  --reason T     修改的原因',
      '例：echo 密码 | ops assessment scheme save --login supervisor --input 办法.json --reason 补充协议第3条',
    ],
    notice: [
      signer('服务经理或甲方'),
      YEAR_HELP,
      '  --person N     应撤回的人，见 ops assessment status',
      '  --from D       一人有几次撤回情形时，写所指那次的起始日',
      '  --out F.pdf    写到哪个文件',
      '例：echo 密码 | ops assessment notice --login supervisor --person 李工 --out 通知书.pdf',
    ],
    whatIf: [
      YEAR_HELP,
      '  --confirm N    把这条待确认的事实当作已确认，可写多次；--confirm-all 全部待确认的',
      '  --drop N       把这条已计入的事实当作没有，可写多次',
      '  --add 类型[,项=值]…  假设发生，可写多次；类型同 ops assessment add --type，项：',
      '                 times 次数（默认 1）、date 日期（默认今天）、person 当事人、day-kind、affected-work=yes|no、',
      '                 impact、points（加分）',
      '例：ops assessment what-if --confirm-all --add duty-absence,times=2,person=李工,day-kind=major-holiday',
    ],
  },
  yearLine: (name: string, from: string, to: string, version: number, current: boolean) =>
    [name, `${from} 至 ${to}`, `考核办法第 ${version} 版`, ...(current ? ['当前'] : [])].join('\t'),
  versionLine: (version: number, reason: string, by: string, at: string, shown: boolean) =>
    [`第 ${version} 版`, reason, by, at, ...(shown ? ['本次显示'] : [])].join('\t'),
  figures: (base: number, passing: number, warnBelow: number, bonusMost: number) =>
    `总分 ${base}，合格线 ${passing}，预警线 ${warnBelow}，每次加分不高于 ${bonusMost}`,
  withdrawalRule: (halfYear: string, days: number | null, at: number) =>
    `撤回人员：${halfYear}${days === null ? '' : `（${days} 天）`}内同一人被扣分 ${at} 次`,
  cap: (cap: number | null) => (cap === null ? '得分不封顶' : `得分封顶 ${cap}`),
  most: (item: string, most: number) => `${item}\t一年最多扣 ${most}`,
  affected: '影响工作',
  rule: (type: string, when: string, points: number) => [type, when, `扣 ${points}`].join('\t'),
  version: (text: string) => `--version 和 --scheme 须是版本号，例如 2，给的是“${text}”。`,
  noVersion: (version: number, known: readonly number[]) =>
    `没有考核办法第 ${version} 版。现有版本：${known.join('、')}。`,
  json: '“--out”的文件名须以 .json 结尾。',
  pdf: '“--out”的文件名须以 .pdf 结尾。',
  written: (file: string) => `已写入：${file}`,
  schemeSaved: (version: number, year: string) => `已存为第 ${version} 版，${year}按它计分。`,
  badScheme: (file: string, field: string) =>
    `文件“${file}”里的“${field}”缺失或不合要求。请对照 ops assessment scheme show --out 写出的文件改正。`,
  strayScheme: (file: string, field: string) =>
    `文件“${file}”里的“${field}”不认识，没有保存。请对照 ops assessment scheme show --out 写出的文件改正。`,
  noWithdrawal: (person: string, known: readonly string[]) =>
    `“${person}”没有这样的撤回情形，没有签发通知书。${known.length > 0 ? `应撤回的有：${known.join('、')}。` : '本年度没有应撤回的人员。'}`,
  severalWithdrawals: (person: string, from: readonly string[]) =>
    `“${person}”有 ${from.length} 次撤回情形。请用 --from 写明起始日：${from.join('、')}。`,
  issued: (number: string, file: string) => `通知书 ${number} 已写入：${file}`,
  addForm: (given: string) =>
    `--add 须写成“类型[,项=值]…”，例如 duty-absence,times=2,person=李工，给的是“${given}”。`,
  addKey: (key: string, known: readonly string[]) =>
    `--add 里没有“${key}”这一项。可用：${known.join('、')}。`,
  addValue: (key: string, given: string) => `--add 里“${key}”的值“${given}”不合要求。请用 --help 查看写法。`,
  now: (score: number) => `现在得分 ${score}`,
};
