import type { Engine } from '../contract/datacenter.ts';

/** Engine names as people write them. */
export const ENGINE_NAMES: Record<Engine, string> = {
  sqlite: 'SQLite',
  postgres: 'PostgreSQL（含人大金仓、openGauss）',
  mysql: 'MySQL / MariaDB',
  oracle: 'Oracle',
  mssql: 'SQL Server',
  dameng: '达梦',
};

export const datacenterMessages = {
  guard: {
    tooLong: (limit: number) => `语句超过 ${limit} 个字符，没有执行。请缩短后重试。`,
    nul: '语句里有不可见的空字符（NUL），没有执行。请删除后重试。',
    empty: '没有可执行的语句。请写一条 SELECT 查询。',
    several: '一次只能执行一条语句，没有执行。请删去分号后面的内容，逐条执行。',
    unclosed: (what: 'string' | 'name' | 'comment') =>
      `${{ string: '字符串的引号', name: '名称的引号', comment: '注释' }[what]}没有结束，没有执行。请补全后重试。`,
    executableComment: '语句里有会被服务器执行的注释（/*! … */），没有执行。请去掉该注释。',
    escapedName: '名称不能用 U&"…" 的转义写法，没有执行。请直接写出名称。',
    notReading: (found: string, allowed: readonly string[]) =>
      `这里只能查询：语句须以 ${allowed.join('、')} 开头，而不是“${found}”，没有执行。要改数据请走数据变更单。`,
    writes: (word: string) =>
      `语句里有会改动数据的“${word}”，没有执行。要改数据请走数据变更单；若它是列名，请给它加上引号。`,
    selectInto: 'SELECT … INTO 会写入数据，没有执行。请去掉 INTO。',
    locks: '语句会锁住数据行（FOR UPDATE 一类），没有执行。请去掉加锁部分。',
    writingFunction: (name: string) => `函数“${name}”会改动数据或影响服务器，没有执行。请去掉它。`,
  },
  url: {
    scheme:
      '连接地址不认识。应以 sqlite://、postgres://、mysql://、oracle://、mssql:// 或 dm:// 开头，例如 postgres://用户:密码@主机:5432/库名。',
    sqlitePath: 'SQLite 地址须写绝对路径，例如 sqlite:///data/centre.sqlite。',
    host: '连接地址缺少主机名。例如 postgres://用户:密码@主机:5432/库名。',
    port: '连接地址里的端口不是 1–65535 之间的数字。',
    database: '连接地址缺少库名（Oracle 为服务名）。例如 oracle://用户:密码@主机:1521/服务名。',
    encoding: '连接地址里的 % 转义不完整。密码含特殊字符时请用百分号编码。',
    parameter: (name: string) =>
      `连接地址里的参数“${name}”不认识或取值不对。可用：tls=off|verify|trust、sid=1。`,
  },
  fault: {
    refused: (target: string) =>
      `连不上 ${target}：服务器拒绝连接。请检查主机与端口是否正确、数据库或监听是否已启动、防火墙是否放行。`,
    timeout: (target: string, seconds: number) =>
      `连接 ${target} 在 ${seconds} 秒内没有应答。请检查网络、防火墙与主机地址，或稍后重试。`,
    unreachable: (target: string) => `到不了 ${target}：网络不通。请检查网线、网关和主机地址。`,
    host: (host: string) => `找不到主机“${host}”。请检查主机名是否写对，或改填 IP 地址。`,
    database: (name: string, engine: Engine) =>
      engine === 'oracle'
        ? `监听里没有服务名“${name}”。请向数据库管理员核对服务名（若填的是 SID，请勾选“按 SID 连接”）。`
        : `服务器上没有名为“${name}”的库。请核对库名。`,
    password: (user: string) =>
      `用户“${user}”登录被拒绝：用户名或密码不对，或不允许从本机登录。请核对后在“数据中心”页重新填写密码。`,
    locked: (user: string) => `用户“${user}”已被锁定或密码已过期。请联系数据库管理员解锁或改密。`,
    tls: (target: string) =>
      `与 ${target} 的加密（TLS）没有谈成：服务器不支持加密、要求加密，或证书不受信任。请核对“加密”一项的设置。`,
    protocol: (target: string, engine: Engine) =>
      `${target} 有应答，但说的不是 ${ENGINE_NAMES[engine]} 的协议。请核对端口和数据库类型。`,
    hungUp: (target: string, engine: Engine) =>
      `${target} 接受了连接却随即断开。请核对该端口是否为 ${ENGINE_NAMES[engine]}，以及服务器是否限制了来访地址。`,
    driverMissing:
      '没有找到达梦的驱动（dmdb）。请把达梦安装包里的 Node.js 驱动目录 dmdb 放到工作区的 drivers 文件夹下，再重试。',
    thick:
      '这台 Oracle 版本较旧（11g 或更早，NJS-138），内置的直连方式不支持。请安装 Oracle Instant Client 19（64 位，11.2 及以上可用），并在连接的“Instant Client 目录”里填它的文件夹，然后重启控制台。',
    thickFailed:
      'Oracle Instant Client 没有加载成功。请核对“Instant Client 目录”是否为 64 位 Instant Client 的文件夹；若本次运行中已用直连方式连过 Oracle，请先重启控制台。',
    oracleEncryption:
      'Oracle 服务器要求网络加密或老式密码校验，内置的直连方式不支持。请安装 Oracle Instant Client，并在连接里填它的目录，然后重启控制台。',
    sessionsFull: (target: string) =>
      `${target} 的会话数已满，登录不进去。请稍后重试，或请数据库管理员清理空闲会话、调大上限。`,
    starting: (target: string) => `${target} 正在启动、关闭或恢复中，暂不接受登录。请稍后重试。`,
    fileMissing: (name: string) => `找不到 SQLite 文件“${name}”。请检查路径是否正确、磁盘是否已挂载。`,
    notDatabase: (name: string) =>
      `“${name}”不是 SQLite 数据库文件，或已损坏。请核对文件，必要时从备份还原。`,
    fileRights: (name: string) => `没有读写 SQLite 文件“${name}”的权限。请检查文件权限。`,
    busy: '数据库正被别的程序锁住，等待后仍未释放。请稍后重试。',
    statementTimeout: (seconds: number) =>
      `语句运行超过 ${seconds} 秒，已让服务器停止。请缩小范围，或在连接里调大语句时限。`,
    lost: (target: string) => `与 ${target} 的连接中途断开（会话被结束、数据库重启或网络中断）。请重试。`,
    noRight: '账号没有读这些数据的权限。请联系数据库管理员授予查询权限。',
    missingObject: '语句里的表、视图或列不存在（或账号看不到）。请核对名称。',
    syntax: '语句有语法错误。请检查后重试。',
    readOnly: '这是只读连接，数据库拒绝了写入，没有改动任何数据。',
    duplicate: '写入的主键或唯一值已经存在，没有写入。',
    diskFull: '数据库所在磁盘或表空间已满，没有写入。请联系数据库管理员扩容。',
    rejected: '数据库没有接受这条语句。',
    serverSays: (text: string) => `服务器说：${text}`,
    other: (target: string) => `连接 ${target} 没有成功。`,
  },
  connection: {
    tooManyRows: (limit: number) => `结果超过 ${limit} 行，没有全部读入。请缩小范围，或分页读取。`,
    notWritable: '这个连接是只读的，不能写入。',
    closed: '连接已经关闭。请重新打开后再试。',
    bindings: (expected: number, given: number) =>
      `语句有 ${expected} 个参数，却给了 ${given} 个值，没有执行。`,
    backOff: (seconds: number, last: string) => `刚才连接失败，${seconds} 秒后才会再试。上次的原因：${last}`,
    waiting: (seconds: number) =>
      `本连接的会话都在忙，等了 ${seconds} 秒仍没有空闲。请稍后重试，或调大“最多会话数”。`,
    value: (kind: string) => `不能把${kind}写入数据库。`,
  },
  store: {
    notFound: '找不到这个连接，可能已被删除。请刷新后重试。',
    noNamed: (name: string) => `没有名为“${name}”的连接。可用“ops datacenter list”查看已有的连接。`,
    noDefault: '还没有设置数据中心连接。请到“数据中心”页添加一个连接。',
    duplicate: (name: string) => `已经有名为“${name}”的连接。请换一个名称。`,
    fileNeeded: '请填写 SQLite 文件的路径。',
    hostNeeded: '请填写主机名或 IP 地址。',
    databaseNeeded: '请填写库名（Oracle 为服务名）。',
    userNeeded: '请填写用户名。',
    passwordForOtherTarget: '主机、端口或用户名改过，请重新填写密码；原密码只用于原来的服务器和用户。',
  },
  test: {
    reachableFile: '文件在，可以打开。',
    reachable: (ms: number) => `端口有应答（${ms} 毫秒）。`,
    signedIn: (version: string) => `登录成功，${version}。`,
    readable: (tables: number) => `可以查询，看得到 ${tables} 张表。`,
    nothingVisible: '可以登录，但一张表也看不到。请核对库名或模式，或请管理员授予查询权限。',
    skipped: '前一步没有通过，未测。',
    noCourtCase: '没有看到案件表（court_case）：这可能不是数据中心库，或结构尚未建立。',
    readableEmpty: '可以查询，但看不到任何表。',
    partial: (what: string, reason: string) => `${what}：${reason}。`,
  },
  structure: {
    locked:
      '另一个程序正在改动库结构（锁未释放）。请等它结束；若它已异常退出，锁会在 70 分钟后失效，届时再试。',
    fromFuture: (version: string) => `库结构由更新版本的程序建立（${version}），本程序不认识。请先升级程序。`,
    failed: (step: string) =>
      `结构变更“${step}”没有完成。请查看原因，处理后重新执行；已完成的步骤不会重复执行。`,
    reads: '这一步结构变更要先读库才能决定怎么改，无法预览。',
  },
  command: {
    list: '列出已保存的数据中心连接（不含密码）。',
    test: '测试一个连接：端口、登录、读取三步，失败时给出原因和办法。',
    check: '连上数据库并测量健康状况：时延、时钟、大小、会话、阻塞、长事务、备份。',
    structure: '列出（或执行）数据中心库结构的变更语句；默认只打印，不改库。',
    health: '测量数据中心库的健康并记入历史；用 --url 时只测量不记录。',
    helpHealth: ['不写 --url、--connection 时测默认连接。', '示例：ops datacenter health --json'],
    dictionary: '库表字典：表、字段、中文名、类型、代码表，并与库里的结构对照。',
    helpDictionary: ['--search 只列出表名、字段、中文名或代码类里含有这段文字的字段'],
    levels: { normal: '正常', warning: '警告', fault: '故障', unchecked: '未检' },
    structureYes: '--apply 会改动库结构。请先不带 --apply 看一遍将要执行的语句，确认后加上 --yes 再执行。',
    structureUnrecorded: '用 --url 执行没有工作区，本次结构变更没有记入审计。要留痕请用 --connection。',
    query: '执行一条只读查询，结果打印出来。',
    helpTarget: [
      '--url 连接地址：sqlite:///绝对路径、postgres://、mysql://、oracle://、mssql://、dm://用户:密码@主机:端口/库名',
      '--connection 工作区里已保存连接的名称（此时需要工作区）',
    ],
    helpQuery: [
      '--sql 只读语句，一条；--max-rows 最多给出的行数，默认 1000；--timeout 语句时限，单位秒，默认 60',
      '示例：ops query run --url sqlite:///data/centre.sqlite --sql "SELECT count(*) AS n FROM court_case" --json',
    ],
    helpStructure: [
      '--engine 只看某种数据库的语句（sqlite、postgres、mysql、oracle、mssql、dameng），不连接',
      '--to 目标版本号（0 为全部退回）；--diff 只列出库里的结构与要求的差异',
      '--apply --yes 真正执行（需写权限；经 --connection 执行时记入审计）',
    ],
    listEmpty: '还没有保存的连接。',
    needTarget: '请用 --url 给出连接地址，或用 --connection 给出已保存连接的名称（二者给一个）。',
    number: (option: string, from: number, to: number) => `--${option} 须是 ${from}–${to} 之间的整数。`,
    engine: '--engine 须是 sqlite、postgres、mysql、oracle、mssql、dameng 之一。',
    truncated: (rows: number) => `结果超过 ${rows} 行，只给出前 ${rows} 行；可用 --max-rows 调整。`,
    rows: (rows: number, ms: number) => `${rows} 行，用时 ${ms} 毫秒`,
    isDefault: '（默认）',
    stepNames: { reachable: '端口', signedIn: '登录', readable: '读取' },
    stepStates: { passed: '通过', failed: '失败', skipped: '未测' },
    upToDate: (version: number) => `库结构已是最新（版本 ${version}），没有要执行的语句。`,
    applied: (from: number, steps: number) => `库结构由版本 ${from} 完成 ${steps} 步变更。`,
  },
};
