/** Words of the demo workspace. */
export const demoMessages = {
  todayInvalid: '演示日期不正确：请写成 2026-11-20 或 2026-11-20 08:30（北京时间，2020 年至 2099 年）。',
  casesInvalid: '案件数不正确：--cases 应为 1 到 5000000 的整数，例如 --cases 2000。',
  seedInvalid: '种子不正确：--seed 应为 0 到 4294967295 的整数，例如 --seed 1。',
  efilesInvalid: '电子文件数不正确：--efiles 应为 0 到 1000000 的整数，且不超过案件数的 4 倍。',
  engineInvalid: '数据库种类不正确：--engine 只能是 sqlite 或 postgres。',
  urlMissing: '用 PostgreSQL 建演示数据中心需要连接地址：请加 --url postgres://用户:口令@主机:端口/库名。',
  urlUnused: '--url 只与 --engine postgres 一起使用。',
  urlInvalid: '连接地址不正确：应形如 postgres://用户:口令@主机:端口/库名。',
  dirMissing: '请用 --dir 指明演示工作区的文件夹。',
  dirIsFile: '这个路径是一个文件，不是文件夹。请换一个文件夹。',
  dirImpossible: '这个位置不能建文件夹。请换一个文件夹。',
  dirNotEmpty: '文件夹不为空，且不是演示工作区，未作任何改动。请换一个空文件夹。',
  dirIsWorkspace: '这是正式工作区，不能改建为演示工作区，未作任何改动。请换一个空文件夹。',
  dirInUse: '这个演示工作区正被打开，不能重建。请先关闭运维台再试。',
  databaseNotEmpty: '目标数据库里已有数据中心的表，且不是演示数据，未作任何改动。请换一个空库。',
  databaseUnreachable: (reason: string) =>
    `连不上 PostgreSQL：${reason}。请检查地址、端口、用户和口令后重试。`,
  databaseRefused: (state: string) =>
    `PostgreSQL 拒绝写入（SQLSTATE ${state}），演示数据没有建成。请检查库的权限与空间后重试。`,
  cancelled: '已取消，演示工作区没有建成。',
  workspaceName: '演示工作区',
  customer: '四川省高级人民法院',
  contractor: '演示运维公司',
  project: '数据集中管理运维',
  connectionName: '演示数据中心',
  progress: {
    reference: '写入法院、代码与人员',
    cases: '生成案件',
    operations: '写入上报、共享与前置机记录',
    indexes: '建立索引',
  },
  created: (dir: string, cases: number, efiles: number, seconds: string) =>
    `演示工作区已建成：${dir}\n案件 ${cases} 件，电子文件 ${efiles} 个，用时 ${seconds} 秒。`,
  accounts: '可用下列账号登录：',
} as const;
