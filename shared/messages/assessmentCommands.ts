const FILE_HELP = '  --file F       证据附件，可写多次，一次最多 5 个，每个不超过 20 MB';
const NUMBER_HELP = '  --number N     考核事实的编号，见 ops assessment list';
const DAY_KIND_HELP =
  '  --day-kind K   缺席当天：workday 工作日、weekend 周末、holiday 法定节假日、major-holiday 重大节假日';
const WORK_HELP = '  --affected-work yes|no  值班缺席是否影响省法院工作';
const IMPACT_HELP = '  --impact none|major     违反保密规定：未造成影响，或失泄密、重大影响';
const signer = (who: string) => `  --login L      ${who}的用户名；密码从标准输入读`;
const reasoned = (who: string, reason: string, example: string) => [
  NUMBER_HELP,
  signer(who),
  `  --reason T     ${reason}`,
  FILE_HELP,
  example,
];

/** `ops assessment` on single facts: what the command line says. */
export const assessmentCommandMessages = {
  list: '列出合同年度的考核事实，待裁定、待确认的在前。',
  show: '显示一条考核事实的经过和证据附件。',
  add: '登记一条考核事实，或申请加分；登记后等待确认。',
  attach: '给一条考核事实补充证据附件。',
  confirm: '确认一条扣分；加分由甲方批准。',
  reject: '甲方驳回一条待确认的事实或加分申请。',
  acknowledge: '服务经理签认一条已确认的扣分。',
  appeal: '对一条已确认的扣分提出申诉；裁定之前仍计分。',
  decideAppeal: '甲方裁定申诉：成立则作废，不成立则维持。',
  void: '甲方作废一条已计入的事实。',
  reopen: '甲方把已驳回、已作废的事实重新列为待确认。',
  help: {
    list: [
      '  --year 名称    合同年度的名称；不给时用今天所在的年度',
      '  --state S      可写多次：proposed 待确认、confirmed 已确认、rejected 已驳回、appealed 申诉中、voided 已作废、lapsed 依据已消失',
      '例：ops assessment list --state appealed --json',
    ],
    show: [NUMBER_HELP],
    add: [
      signer('登记人'),
      '  --type T       service-failure、leader-criticism、missing-deliverable、duty-absence、attendance、',
      '                 unfiled-replacement、unapproved-key-replacement、refused-withdrawal、security-breach，',
      '                 或 bonus（加分申请，须有 --points，以及 --evidence 或 --file）',
      '  --date D       发生日期，例如 2026-11-20',
      '  --text T       事实经过；加分写工作内容与完成情况',
      '  --person N     当事人；缺席和考勤必填',
      DAY_KIND_HELP,
      WORK_HELP,
      IMPACT_HELP,
      '  --points P     申请加几分',
      '  --evidence T   证据；加分写书面申请的文号或存放位置',
      FILE_HELP,
      '例：echo 密码 | ops assessment add --login engineer --type bonus --date 2026-11-20 --points 2 --text 通宵迁移存储 --evidence 运维函〔2026〕12号',
    ],
    attach: [
      NUMBER_HELP,
      signer('提交人'),
      FILE_HELP,
      '  --note T       说明',
      '例：echo 密码 | ops assessment attach --number N --login engineer --file 签到表.pdf',
    ],
    confirm: [
      NUMBER_HELP,
      signer('服务经理或甲方（加分只限甲方）'),
      '  --note T       考核意见',
      '  --person N     当事人；以下各项不给时按登记时的',
      DAY_KIND_HELP,
      WORK_HELP,
      IMPACT_HELP,
      FILE_HELP,
      '例：echo 密码 | ops assessment confirm --number N --login supervisor --day-kind weekend',
    ],
    reject: reasoned(
      '甲方',
      '驳回的原因',
      '例：echo 密码 | ops assessment reject --number N --login supervisor --reason 已补签',
    ),
    acknowledge: [
      NUMBER_HELP,
      signer('服务经理'),
      '例：echo 密码 | ops assessment acknowledge --number N --login manager',
    ],
    appeal: reasoned(
      '工程师或服务经理',
      '申诉的理由和依据',
      '例：echo 密码 | ops assessment appeal --number N --login engineer --reason 当日陪同专家进场 --file 进场单.pdf',
    ),
    decideAppeal: [
      '  --grant 或 --uphold  申诉成立（本条作废），或维持扣分',
      ...reasoned(
        '甲方',
        '裁定的依据',
        '例：echo 密码 | ops assessment decide-appeal --number N --login supervisor --uphold --reason 未见请假单',
      ),
    ],
    void: reasoned(
      '甲方',
      '作废的原因',
      '例：echo 密码 | ops assessment void --number N --login supervisor --reason 重复登记',
    ),
    reopen: reasoned(
      '甲方',
      '重新列为待确认的原因',
      '例：echo 密码 | ops assessment reopen --number N --login supervisor --reason 新证据',
    ),
  },
  none: '没有符合条件的考核事实。',
  choice: (option: string, text: string, known: readonly string[]) =>
    `--${option} 不能是“${text}”。可用：${known.join('、')}。`,
  day: (text: string) => `“${text}”不是日期。请写成 2026-11-20。`,
  points: (text: string) => `--points 须是数字，例如 2 或 0.5，给的是“${text}”。`,
  onlyFor: (option: string, type: string, given: string) =>
    `--${option} 只用于“${type}”，这条是“${given}”。请去掉 --${option}，或核对编号和类型。`,
  tooManyFiles: (most: number) => `一次最多 ${most} 个附件。请先提交这些，再用 ops assessment attach 补充。`,
  noFile: (file: string) => `找不到附件“${file}”，或它是文件夹。请检查路径和文件名。`,
  file: (name: string, act: string, by: string, sha256: string) => `附件\t${name}\t${act}\t${by}\t${sha256}`,
  attached: (number: string, names: readonly string[]) => `${number} 现有附件：${names.join('、')}`,
};
