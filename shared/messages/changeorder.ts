const KINDS = { update: '修改', delete: '删除', insert: '新增' } as const;

/** 变更单: what the core, the commands and the printed form say. */
export const changeorderMessages = {
  kinds: KINDS,
  states: {
    draft: '草稿',
    submitted: '待审批',
    approved: '已批准',
    rejected: '未批准',
    executing: '执行中',
    executed: '已执行',
    failed: '执行失败',
    undoing: '撤销中',
    undone: '已撤销',
  },
  executeTitle: (number: string) => `执行变更单 ${number}`,
  undoTitle: (number: string) => `撤销变更单 ${number}`,
  progress: {
    before: (rows: number) => `已保存前像 ${rows} 行`,
    after: (rows: number) => `已核对改后 ${rows} 行`,
    undo: (rows: number) => `已恢复 ${rows} 行`,
  },
  notFound: '没有这张变更单，可能已被删除。请刷新列表。',
  noNumber: (number: string) => `没有编号为“${number}”的变更单。用“ops changeorder list”查看。`,
  connectionNeeded: '请选择要变更的数据库连接。',
  wrongState: (state: string, act: string) => `变更单现在是“${state}”，不能${act}。请刷新后查看最新状态。`,
  acts: {
    save: '修改',
    remove: '删除',
    submit: '提交',
    approve: '审批',
    execute: '执行',
    undo: '撤销',
    review: '复核',
  },
  notAuthor: '只有编制人能修改或删除自己的变更单。',
  approverIsAuthor: '编制人或提交人不能审批自己的变更单，请由另一位服务经理或监督方审批。',
  rejectNeedsNote: '不批准时请写明原因，编制人才知道怎么改。',
  reviewerIsExecutor: '执行人不能复核自己执行的变更，请换一人复核。',
  taken: '这张变更单正在被另一人或另一个窗口执行。请等它结束后刷新查看结果。',
  guard: {
    empty: '请写一条 UPDATE、DELETE 或 INSERT 语句。',
    several: '一张变更单只能有一条语句。多条改动请分成多张变更单。',
    start: (word: string) =>
      `变更单只接受 UPDATE、DELETE、INSERT，写的是“${word}”。查询请用“统计”页；改表结构请用“数据中心”的结构升级。`,
    whereNeeded: (kind: string) =>
      `${kind}必须带 WHERE 条件，否则会动整张表。确需整表处理时请写明范围条件并与主管确认。`,
    tableWanted: '表名不对：请只写一张表（可带模式名），不带别名、联接或逗号。',
    shape: (near: string) =>
      `语句在“${near}”附近的写法不在允许范围内：UPDATE 表 SET 列 = 值 WHERE 条件；DELETE FROM 表 WHERE 条件；INSERT INTO 表 (列…) VALUES (…)。`,
    clause: (word: string) =>
      `不允许使用 ${word}：影响的行数会无法预先核对或无法撤销。请改写成一张表、一个 WHERE 条件。`,
    insertSelect:
      '新增只接受 VALUES 写法：来自查询的行无法逐行预先核对。请先用“统计”查出数据，再写成 VALUES。',
    insertColumns: 'INSERT 必须写出列名清单，例如 INSERT INTO 表 (列1, 列2) VALUES (…)。',
    insertValues: (row: number) => `INSERT 第 ${row} 组值的个数与列数不一致。`,
    keyMissing: (column: string) => `INSERT 必须给出主键列“${column}”，否则无法撤销。`,
    keyLiteral: (column: string) => `INSERT 的主键列“${column}”必须写固定的数字或文字，不能用函数或表达式。`,
    keyChanged: (column: string) =>
      `不允许修改主键列“${column}”：改后无法对应原来的行。请改为先删后增的两张变更单。`,
    unclosed: '语句里有没闭合的引号或注释，请补全。',
    unchanged: (column: string) => `表里没有列“${column}”。`,
  },
  noTable: (table: string) => `连接的账号看不到表“${table}”。请核对表名和权限。`,
  noKey: (table: string) =>
    `表“${table}”没有主键（或账号看不到），无法逐行保存前像，因此不能用变更单修改。请联系 DBA 为表建主键后再提交；确需立即处理时由 DBA 按库级备份方案执行。`,
  noRows: '按条件一行也没有，没有可变更的内容。请核对条件。',
  tooMany: (rows: number, limit: number) =>
    `预计影响 ${rows.toLocaleString('zh-CN')} 行，超过一张变更单的上限 ${limit.toLocaleString('zh-CN')} 行。请按条件拆成多张。`,
  exists: (rows: number) => `要新增的主键有 ${rows} 行已经存在，不能新增。请核对主键。`,
  countBefore: (predicted: number, found: number) =>
    `提交时预计影响 ${predicted} 行，执行前按条件查到 ${found} 行，数据已变化，没有执行。请重新编制、核对条件后提交。`,
  countAfter: (predicted: number, actual: number) =>
    `预计影响 ${predicted} 行，实际影响 ${actual} 行，已全部回滚，数据没有改变。请检查触发器或条件后重新提交。`,
  afterMissing: (found: number, wanted: number) =>
    `执行后按主键只核对到 ${found} 行（应为 ${wanted} 行），已全部回滚，数据没有改变。请检查触发器后重新提交。`,
  sqlChanged: '变更单的语句与批准时不一致，没有执行。请重新提交审批。',
  undoChanged: (rows: number) =>
    `有 ${rows} 行在执行之后又被改动过，没有撤销任何一行，以免覆盖后来的修改。请逐行核对后另开变更单处理。`,
  undoCount: (wanted: number, actual: number) =>
    `应恢复 ${wanted} 行，实际恢复 ${actual} 行，已全部回滚，数据没有改变。请核对后重试。`,
  imageMissing: '前像文件不在工作区里，无法撤销。请从工作区备份还原 results/changeorder 后重试。',
  imageDamaged: '前像文件与登记的摘要不一致（可能被改动或损坏），没有撤销。请从工作区备份还原后重试。',
  undecided:
    '程序在提交事务的瞬间退出，且数据既不同于前像也不同于改后的样子，无法自动判断是否已执行。请按前像人工核对数据库。',
  interrupted: '程序在执行途中退出，数据库已自动回滚，数据没有改变。可重新提交审批后再执行。',
  undoInterrupted: '程序在撤销途中退出，数据库已自动回滚，仍为已执行状态。可再次撤销。',
  printFailed: '变更单排版失败，没有生成 PDF。请重试；仍不行请导出诊断信息联系二线专家。',
  form: {
    title: '数据变更（手工SQL）单',
    rollback: {
      update: '按前像逐行恢复被改的列；恢复前逐行核对现值，恢复行数须与前像一致，否则整体回滚',
      delete: '按前像逐行重新写入被删的行；主键已存在即停止并整体回滚',
      insert: '按主键逐行删除新增的行；删除前逐行核对现值，行数不一致即整体回滚',
    },
    insertCondition: (rows: number) => `新增 ${rows} 行（按主键登记）`,
    none: '—',
    notYet: '尚未执行',
    rows: (count: number) => `${count.toLocaleString('zh-CN')} 行`,
    image: (file: string) => `${file}（工作区 results/changeorder，加密保存）`,
  },
  fileName: (number: string) => `数据变更单-${number}.pdf`,
  command: {
    list: '列出变更单。',
    show: '显示一张变更单。',
    print: '把一张变更单排版成 PDF。',
    help: ['  --number N          变更单编号，如 BG-20261122-001。', '  --out F             PDF 文件。'],
    listEmpty: '还没有变更单。',
    printed: (file: string, pages: number) => `已生成 ${pages} 页：${file}`,
    labels: {
      number: '编号',
      state: '状态',
      title: '事项',
      applicant: '申请人',
      place: '库/表',
      condition: '条件',
      rows: '预计/实际',
      reason: '原因',
      author: '编制',
      approver: '审批',
      executor: '执行',
      failure: '说明',
    },
  },
};
