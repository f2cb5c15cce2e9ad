const ROLE_NAMES: Record<string, string> = {
  engineer: '运维工程师',
  manager: '服务经理',
  supervisor: '监督人员',
  expert: '远程专家',
};

/** Words of the demo's commands. */
export const demoCommandMessages = {
  summary: '建立演示工作区和内置的演示数据中心',
  help: [
    '--dir DIR     演示工作区的文件夹：不存在、为空，或是原来的演示工作区（将被重建）',
    '--cases N     案件数，默认 2000，最多 5000000',
    '--seed S      随机种子，默认 1；种子、日期、件数相同则数据相同',
    '--efiles N    电子文件数，默认为案件数的四分之三，最多 20000；明确给出时不限于此',
    '--engine E    sqlite（默认，建在工作区内）或 postgres',
    '--url URL     PostgreSQL 的地址，例如 postgres://ops:口令@127.0.0.1:5432/centre；须为空库或原来的演示库',
    '--today D     演示的“今天”，默认此刻；例如 2026-11-20 或 "2026-11-20 09:00"（北京时间）',
    '例：ops demo create --dir ./demo --cases 2000 --seed 1',
  ],
  account: (role: string, loginName: string, password: string) =>
    `  ${ROLE_NAMES[role] ?? role}　${loginName}　${password}`,
  progress: (text: string, percent: number) =>
    percent >= 100 || percent === 0 ? `${text}…` : `${text}… ${percent}%`,
};
