/** Words of the page 库表字典 and of the structure's differences. */
export const datacenterDictionaryMessages = {
  onlyLive: '只在库里有，字典没有收录',
  references: {
    court: '法院代码表',
    'case-type': '案件类型（案号规定）',
    'exchange-type': '交换类型码',
    cause: '案由',
    'quality-rule': '质检规则',
    court_staff: '审判人员表',
  },
  title: '库表字典',
  says: (tables: number, columns: number) => `${tables} 张表、${columns} 个字段；与默认库的实际结构对照。`,
  comparing: (tables: number, columns: number) =>
    `${tables} 张表、${columns} 个字段；正在与默认库的实际结构核对…`,
  search: '搜索表名、字段、中文名、代码类',
  columns: {
    table: '表',
    tableChinese: '表名',
    column: '字段',
    chinese: '中文名',
    type: '类型',
    codes: '代码表',
    live: '库里',
    source: '来源',
  },
  live: { same: '一致', missing: '库里没有', differs: '类型不同', extra: '字典没有', unknown: '未核对' },
  liveType: (type: string) => `库里类型 ${type}`,
  away: (reason: string) => `没有核对库里的结构：${reason}`,
  codesTitle: (name: string) => `代码：${name}`,
  noCodes: '随软件的代码表里没有这一类的代码。请导入客户的代码表。',
  noCodesForColumn: '这个字段没有代码表。',
  code: '代码',
  name: '名称',
  found: (count: number) => `找到 ${count} 个字段`,
  differences: {
    title: '结构差异',
    none: '库里的结构与要求一致。',
    version: (version: number, newest: number) =>
      version === 0
        ? `库里没有结构版本记录（表不是由本运维台建立的）；本运维台的最新版本是 ${newest}。`
        : version === newest
          ? `结构版本 ${version}（最新）`
          : `结构版本 ${version}，最新 ${newest}`,
    kinds: {
      'table-missing': '缺表',
      'table-extra': '多出的表',
      'column-missing': '缺字段',
      'column-extra': '多出的字段',
      'column-type': '类型不同',
      'index-missing': '缺索引',
    },
    line: (table: string, name: string) => (table === name ? table : `${table}.${name}`),
    wanted: (type: string) => `应为 ${type}`,
    live: (type: string) => `实为 ${type}`,
  },
};
