import type { DifferenceKind, StandardKind } from '../domain/standardTables.ts';

const kinds: Record<StandardKind, string> = {
  codes: '法标代码表',
  courts: '法院与代字（本省）',
  'national-courts': '法院与代字（全国）',
  'case-types': '案件类型与类型代字',
  'exchange-types': '交换类型码',
  causes: '民事案由',
  charges: '罪名',
};

/** Headings a file may use besides the English ones; the first is the one shown. */
const columns: Record<string, readonly string[]> = {
  'codes.class': ['代码类', '类号', '代码类别'],
  'codes.className': ['代码类名称', '类名', '类名称'],
  'codes.code': ['代码', '代码值', '编码'],
  'codes.name': ['名称', '代码名称', '含义'],
  'courts.code': ['法院代码', '代码'],
  'courts.parent': ['上级法院代码', '上级代码', '上级'],
  'courts.levelCode': ['分级码', '法院分级码'],
  'courts.name': ['法院名称', '名称'],
  'courts.mark': ['代字', '法院代字'],
  'courts.tier': ['审级', '级别'],
  'courts.district': ['行政区划'],
  'national-courts.code': ['法院代码', '代码'],
  'national-courts.parent': ['上级法院代码', '上级代码', '上级'],
  'national-courts.levelCode': ['分级码', '法院分级码'],
  'national-courts.name': ['法院名称', '名称'],
  'national-courts.mark': ['代字', '法院代字'],
  'case-types.code': ['类型码', '代码', '案件类型代码'],
  'case-types.name': ['名称', '案件类型'],
  'case-types.mark': ['类型代字', '代字'],
  'case-types.level': ['层级', '级别'],
  'exchange-types.code': ['交换类型码', '代码'],
  'exchange-types.realtime': ['五分钟通道编号', '编号'],
  'exchange-types.name': ['名称', '案件类型'],
  'causes.part': ['部分'],
  'causes.partName': ['部分名称', '第一级'],
  'causes.ordinal': ['序号', '编号'],
  'causes.name': ['案由', '名称', '案由名称'],
  'causes.level': ['层级', '级别'],
  'charges.name': ['罪名', '名称'],
  'charges.article': ['刑法条文', '条文', '条款'],
};

/** The versions the console comes with: what they are called, and where they are from (resources/domain/README.md). */
const shipped: Record<StandardKind, { name: string; source: string }> = {
  codes: {
    name: '随软件 法标 09/15',
    source: '法标 2009/2015，厂商导出的节选；上线前请以省院现行代码表替换',
  },
  courts: { name: '随软件 2018-07', source: 'FYB/T 51202-2016，四川法院 2018-07-24 的代码与代字' },
  'national-courts': { name: '随软件 2016', source: 'FYB/T 51202-2016《法院代码技术规范》' },
  'case-types': { name: '随软件 2018', source: '法〔2015〕137 号案号规定及以后增补' },
  'exchange-types': { name: '随软件 法标 09/15', source: '法标 2009/2015 交换类型码与五分钟通道编号' },
  causes: { name: '随软件 2026-01-01', source: '《民事案件案由规定》第三次修正，法〔2025〕226/227 号' },
  charges: { name: '随软件 节选', source: '刑法及两高罪名规定，常见罪名 44 个；上线前请导入全表' },
};

const differences: Record<DifferenceKind, string> = {
  added: '新增',
  removed: '取消',
  renamed: '改名',
  recoded: '换码',
  changed: '其他变动',
};

export const standardColumns = columns;

/** What a column of a table is called. */
export function standardColumnName(kind: StandardKind, column: string): string {
  return columns[`${kind}.${column}`]?.[0] ?? column;
}

/** Words of the data standards: kinds, refusals, what is touched, the command line. */
export const standardsMessages = {
  kinds,
  differences,
  states: { 'in-force': '现行', scheduled: '待生效', past: '曾用', waiting: '未启用' },
  shipped,
  file: {
    tooLarge: '文件超过 12 MB。请确认选的是代码表；确实很大时请按代码类分批，用“只补充、修改”方式导入。',
    empty: '文件里没有数据行。请确认首行是列名，其下至少有一行数据。',
    notJson: (place: string) => `不是完整的 JSON（${place}）。请重新导出，或改用 CSV。`,
    jsonShape:
      'JSON 应是对象的列表，例如 [{"class":"03223","className":"…","code":"09_03223-1","name":"判决"}]。',
    jsonRow: '这一项不是对象，或有的值不是文字、数字。请改正后再导入。',
    notUtf8: (likely: boolean) =>
      likely
        ? '从这一行起不是 UTF-8，按 GBK 可以读通。请把编码选为 GBK，或将文件另存为 UTF-8 后再导入。'
        : '从这一行起既不是 UTF-8 也不是 GBK，文件可能传坏了或不是文本。请重新导出后再导入。',
    notGbk: '从这一行起不是 GBK。请把编码选为 UTF-8，或选“自动识别”。',
    isUtf8: '文件是 UTF-8 编码，按 GBK 读会变成乱码。请把编码选为 UTF-8，或选“自动识别”。',
    notUtf16: '文件不是 UTF-16。请选“自动识别”。',
    garbled: (sample: string) =>
      `文字已经是乱码（“${sample}”），多半是之前转换编码时损坏的。请从原系统重新导出，不要用这个文件。`,
    openQuote: '引号没有配对。请检查这一行的双引号；单元格内的双引号要写成两个。',
    cells: (found: number, wanted: number) =>
      `这一行有 ${found} 列，首行有 ${wanted} 列。请检查是否多了或少了分隔符。`,
  },
  header: {
    missing: (names: string, found: string) =>
      `缺少列：${names}。文件里的列是：${found}。请按列名补齐后再导入。`,
    twice: (name: string) => `列“${name}”出现了两次。请只保留一列。`,
    looksLike: (kind: string) => `这些列像是“${kind}”。请核对上面选的标准。`,
  },
  cell: {
    needed: (name: string) => `${name}为空。请补上。`,
    shape: (name: string, value: string, wanted: string) => `${name}“${value}”不合要求：应为${wanted}。`,
    long: (name: string, most: number, length: number) =>
      `${name}有 ${length} 个字符，最多 ${most} 个（中心库的字段宽度）。请核对是否串列。`,
    spaces: (name: string) => `${name}首尾有空格或有不可见字符。请去掉。`,
    duplicate: (key: string, row: number) => `“${key}”与第 ${row} 行重复。请只保留正确的一行。`,
    duplicateValue: (name: string, value: string, row: number) =>
      `${name}“${value}”与第 ${row} 行相同，一个${name}只能属于一行。请核对。`,
    parent: (name: string, value: string) =>
      `${name}“${value}”在表里找不到。请补上级那一行，或改正这个代码。`,
  },
  shapes: {
    'codes.class': '5 位或 6 位数字',
    'codes.code': '字母、数字、下划线、点或短横线，例如 09_03223-1',
    'courts.code': '最多 4 位数字',
    'courts.parent': '最多 4 位数字；高级法院写 0',
    'courts.levelCode': '字母和数字，例如 N11',
    'courts.tier': '高级、中级或基层',
    'courts.district': '6 位区划代码、一个空格、名称，例如 510104 锦江区',
    'national-courts.code': '最多 4 位数字',
    'national-courts.parent': '最多 4 位数字；最高法院写 -1',
    'national-courts.levelCode': '字母和数字',
    'case-types.code': '4 位数字，例如 0301',
    'case-types.level': '大类、中类或小类',
    'exchange-types.code': '2 位大写字母或数字，例如 2B',
    'exchange-types.realtime': '数字，或留空',
    'causes.ordinal': '数字或带一级小数，例如 108.3',
    'causes.level': '3 或 4',
  } as Record<string, string>,
  refused: (count: number, row: number, message: string) =>
    count === 1
      ? `${row > 0 ? `第 ${row} 行：` : ''}${message}`
      : `有 ${count} 处不合要求，没有导入。${row > 0 ? `第 ${row} 行：` : ''}${message}`,
  nameTaken: (name: string) => `已有同名的版本“${name}”。版本只增不改，请换一个名称。`,
  same: (name: string) => `内容与“${name}”完全相同，没有再存一份。`,
  notFound: '没有这个版本，可能是别的工作区的。请刷新后重试。',
  noSwitch: '没有这次切换。请刷新后重试。',
  otherKind: '这个版本不属于所选的标准。请刷新后重试。',
  notDay: (day: string) => `“${day}”不是日期。请写成 2026-12-01。`,
  past: (day: string, today: string) =>
    `生效日期 ${day} 已经过去（今天 ${today}）。已经出的结果不能改口径，请选今天或以后的日期。`,
  far: (day: string) => `生效日期 ${day} 太远。请选三年以内的日期。`,
  dayTaken: (day: string, name: string) => `${day} 已经定了切换到“${name}”。请先撤回那一次，或换一个日期。`,
  already: (name: string, day: string) => `到 ${day} 时用的本来就是“${name}”，不需要切换。`,
  tooLate: (day: string) =>
    `这次切换自 ${day} 起已经生效，不能撤回。要改回原来的版本，请以那个版本新定一次切换。`,
  reasonNeeded: '请写明原因，至少 4 个字：日后查得到为什么切换。',
  cancelledAlready: '这次切换已经撤回。',
  today: '今天起生效',
  writing: {
    title: (name: string) => `写入中心代码表：${name}`,
    undoTitle: (name: string) => `退回中心代码表：${name}`,
    noTable: (kind: string) => `中心库没有“${kind}”的代码表，不需要写入。`,
    noCentre: '还没有设置数据中心连接。请先到“数据中心”页添加一个连接。',
    noWrite: '找不到这次写入的记录。请刷新后重试。',
    undone: '这次写入已经退回。',
    count: (table: string, count: number) => `表 ${table} 的一行没有改成（改到 ${count} 行），已全部回滚。`,
    moved: (table: string, key: string) =>
      `表 ${table} 的“${key}”在写入之后又被改过或已删除，没有退回，已全部回滚。请人工核对。`,
    alreadySame: '中心库已与今天生效的版本一致，不需要变更单。',
    tooManyOrders: (found: number, most: number) =>
      `要改的内容需要 ${found} 张变更单（一次最多 ${most} 张）。请由服务经理直接写入，或保存语句交给数据库管理员。`,
    orderTitle: (version: string, index: number, total: number) =>
      `写入数据标准“${version}”${total > 1 ? `（${index}/${total}）` : ''}`,
    counts: (inserted: number, updated: number, kept: number) =>
      `新增 ${inserted} 行，修改 ${updated} 行；新版没有的 ${kept} 行保留不动`,
    command: {
      summary: '把今天生效的数据标准写入中心库的代码表；默认只打印语句，不写库。',
      help: [
        '--kind codes（法标代码表 code_item）或 courts（法院表 court）',
        '--apply --reason 理由 --yes：在一个事务里写入；没有写权限时把打印出的语句交给数据库管理员',
        '--list 列出写入记录；--undo 记录号 --reason 理由 --yes：逐行核对后退回',
      ],
      kind: '--kind 须是 ops standard list 里的一种。',
      confirm: '写入和退回会改动中心库。请用 --reason 写明理由，并加上 --yes。',
    },
  },
  impact: {
    title: (name: string) => `核对影响：${name}`,
    columns: '核对中心库的字段',
    samples: '取首批案件',
    tooMany: (most: number) => `不同的值超过 ${most} 种，不像代码字段，没有逐一核对。`,
    missing: '库里没有这个字段。',
    lost: '新版没有这个代码',
    renamed: (name: string) => `名称改为“${name}”`,
    recoded: (code: string) => `代码改为“${code}”`,
    changed: (what: string) => `${what}有变动`,
    gained: '原来查不到，新版有',
    noColumn: (codes: string) => `中心库没有字段使用${codes}，不影响已入库的案件。`,
    classOf: (klass: string, name: string) => `代码类 ${klass} ${name}`.trim(),
    ruleClass: (klass: string) => `规则写明代码类 ${klass}`,
    ruleField: (field: string) => `检查的数据项“${field}”用到`,
    ruleTable: (name: string) => `按${name}判定`,
    mappingColumn: '库表字典',
    mappingColumnWhy: '字段取值来自有变动的代码',
    mappingQuery: '保存的统计',
    mappingQueryWhy: (codes: string) => `语句里写了：${codes}`,
    mappingTemplate: '日检项',
    mappingTemplateWhy: (codes: string) => `参数里写了：${codes}`,
    mappingRealtime: '五分钟通道',
    mappingRealtimeWhy: '交换类型码与通道编号的对应有变动',
    mappingMarks: '案号代字',
    mappingMarksWhy: (count: number) => `${count} 个法院的代字或代码有变动，案号与经办法院的对应随之改变`,
    noCentre: (message: string) => `没有核对中心库：${message}`,
  },
  command: {
    list: '列出数据标准：现行版本、待生效的切换、留存的各版本',
    import: '导入一个标准的新版本（CSV 或 JSON）；--dry-run 只预览',
    diff: '比较两个版本，默认与现行版本比',
    impact: '核对一个版本触及的案件、质检规则和映射',
    activate: '定下生效日期；到日自动切换',
    cancel: '在生效日前撤回一次切换',
    show: '列出一个版本的条目',
    help: [
      '--kind codes|courts|national-courts|case-types|exchange-types|causes|charges',
      '--version NAME  版本名称；shipped 为随软件的版本',
      '例：ops standard import --kind codes --file 法标2026.csv --name 法标2026 --from "最高法 2026-11 发布"',
      '例：ops standard activate --kind codes --version 法标2026 --date 2026-12-01 --reason 省院通知',
    ],
    unknownKind: (kind: string) => `没有“${kind}”这种标准。可用：${Object.keys(kinds).join('、')}`,
    noVersion: (name: string) => `没有名为“${name}”的版本。请用 ops standard list 查看。`,
    noFile: (file: string) => `读不到文件“${file}”。请检查路径和权限。`,
    noSwitchOn: (day: string) => `${day} 没有待生效的切换。请用 ops standard list 查看。`,
    imported: (name: string, entries: number) => `已导入 ${name}，共 ${entries} 条；尚未启用。`,
    previewed: (entries: number, counts: string) => `可以导入，共 ${entries} 条。与现行版本比：${counts}`,
    activated: (name: string, day: string) => `${day} 起使用 ${name}。`,
    cancelled: (name: string, day: string) => `已撤回 ${day} 切换到 ${name}。`,
    noDifference: '没有差异',
    next: (day: string, name: string) => `${day} 起 ${name}`,
    importNeeds: '导入要写明 --name 版本名称 和 --from 来源；只看不存请加 --dry-run。',
    badMode: '--mode 只能是 whole 或 additions。',
    badEncoding: '--encoding 只能是 auto、utf-8、gb18030 或 utf-16le。',
  },
};
