/** 配置项: words of the list, its import and its export. */
export const servicedeskItemMessages = {
  types: {
    server: '服务器',
    database: '数据库',
    middleware: '中间件',
    application: '应用系统',
    interface: '接口',
    'front-end': '前置机',
    network: '网络设备',
    storage: '存储',
    account: '账号',
    other: '其他',
  } as Record<string, string>,
  relations: { uses: '使用', 'runs-on': '运行于', 'used-by': '被使用', carries: '承载' } as Record<
    string,
    string
  >,
  /** By column of our table: heads of the workbook, names of changed fields. */
  columns: {
    number: '编号',
    name: '名称',
    type: '类型',
    address: 'IP/实例',
    version: '版本',
    court: '所属法院',
    owner: '负责人',
    warranty_until: '维保期至',
    keeper: '账号保管人',
    audited_on: '审计日期',
    note: '备注',
    uses: '使用',
    'runs-on': '运行于',
    last_change: '最近变更',
  } as Record<string, string>,
  sheetName: '配置项',
  fileName: (day: string) => `配置项清单-${day}.xlsx`,
  nameTaken: (name: string, number: string) =>
    `已有同名的配置项“${name}”（${number}）。请换一个名称，或打开那一条修改。`,
  relationSelf: '不能与自己建立关系。',
  relationThere: '这条关系已经登记过了。',
  related: (relation: string, name: string) => `${relation} ${name}`,
  unrelated: (relation: string, name: string) => `取消“${relation} ${name}”`,
  import: {
    notXlsx:
      '这个文件不是能读取的 Excel 工作簿（.xlsx）。请在 Excel 里“另存为”.xlsx 后再导入；加密的文件请先去掉密码。',
    tooBig: '文件超过 5 MB，或解开后超过 100 MB。请只保留配置项清单那一张表后再导入。',
    empty: '工作簿里没有内容。请先在第一行写表头，再逐行填写配置项。',
    tooManyRows: (limit: number) => `行数超过 ${limit.toLocaleString('zh-CN')}。请分成几个文件导入。`,
    noHeader: (columns: string) =>
      `第一行不是表头：缺少“${columns}”列。表头可以先“导出 Excel”得到，再照样填写。`,
    unknownHeader: (name: string) => `不认识的列“${name}”。请改成模板里的列名，或删掉这一列。`,
    twiceHeader: (name: string) => `列“${name}”出现了两次。请只保留一列。`,
    merged: (range: string) =>
      `${range} 是合并单元格，无法判断内容属于哪一行。请取消合并，并在每一行写上内容。`,
    nameMissing: '没有写名称。请填写名称，或删掉这一行。',
    nameTwice: (first: string) => `名称与 ${first} 重复。同一配置项只能有一行；不同的请改成不同的名称。`,
    typeUnknown: (text: string, types: string) => `不认识的类型“${text}”。请填写：${types}。`,
    courtUnknown: (text: string) => `没有名为“${text}”的法院。请写法院全称，或留空。`,
    dateWrong: (text: string) => `“${text}”不是有效日期。请写成 2026-11-20。`,
    tooLong: (limit: number) => `超过 ${limit} 个字。请缩短，细节写在备注里。`,
    relationUnknown: (name: string) => `没有名为“${name}”的配置项，表里也没有。请核对名称，或先登记它。`,
    relationSelf: '不能写自己。请删掉自己的名称。',
    numberUnknown: (number: string) => `没有编号为“${number}”的配置项。新增的请把编号留空。`,
    numberTwice: (first: string) => `编号与 ${first} 重复。请核对编号。`,
    formula: '这一格是公式且没有计算结果。请改成固定的内容。',
    refused: (count: number) => `有 ${count} 处问题，一条也没有导入。请按单元格改正后重新选择文件。`,
  },
};
