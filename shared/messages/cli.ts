export const cliMessages = {
  intro: '数据中心运维台命令行。用法：ops <能力> <动作> [选项]',
  common: [
    '通用选项：',
    '  --workspace 文件夹   工作区；不给时用环境变量 OPS_WORKSPACE，再不给用当前用户的数据文件夹',
    '  --json               结果以 JSON 输出到标准输出，供程序读取',
    '  --help               显示帮助；“ops <能力> --help”看该能力的各个动作',
    '退出码：0 已完成（无论结果好坏）；1 未能完成；2 用法不对。进度与提醒写到标准错误。',
  ].join('\n'),
  unknownCommand: (word: string) => `没有“${word}”这个命令。用“ops --help”查看全部命令。`,
  unknownVerb: (word: string, known: string) => `“${word}”后面缺少动作或动作不对。可用：${known}。`,
  tooLong: (option: string, most: number) => `选项“--${option}”太长，最多 ${most} 字。请缩短后重试。`,
  tooShort: (option: string, least: number) => `选项“--${option}”太短，至少 ${least} 字。请补充后重试。`,
  missingText: (option: string) => `选项“--${option}”是空的。请写明内容。`,
  unfit: (option: string) => `选项“--${option}”的值不合要求。请用 --help 查看写法。`,
  oneOfTwo: (first: string, second: string) => `请在 --${first} 和 --${second} 中选一个。`,
  badOption: (option: string, command: string) =>
    `选项${option ? `“${option}”` : ''}不认识或缺少值。用“ops ${command} --help”查看用法。`,
  missingOption: (name: string, command: string) =>
    `缺少必填选项“--${name}”。用“ops ${command} --help”查看用法。`,
  inputMissing: (file: string) => `找不到输入文件“${file}”。请检查路径和文件名。`,
  inputTooLarge: (file: string, megabytes: number) =>
    `输入文件“${file}”超过 ${megabytes} MB，没有读取。请换一个文件或拆开后重试。`,
  inputNotJson: (file: string, line: number | undefined) =>
    `输入文件“${file}”不是有效的 JSON${line ? `，第 ${line} 行附近读不下去` : ''}。请检查括号、引号和逗号后重试。`,
  passwordMissing: (login: string, example: string) =>
    `没有从标准输入读到“${login}”的密码。用法示例：echo 密码 | ${example}`,
  cancelled: '已取消。',
  error: (message: string, code: string) => `错误：${message}（${code}）`,
};
