export type DemoPerson = 'manager' | 'engineer' | 'supervisor';

/** An assignment of the demo; days count back from the demo's day, `dueIn` forward. */
export interface DemoAssignment {
  title: string;
  category: string;
  requester: string;
  owner: DemoPerson;
  daysAgo: number;
  dueIn: number;
  body?: string;
  by?: DemoPerson;
  progress?: readonly { daysAgo: number; percent: number; text: string }[];
  done?: { daysAgo: number; result: string };
}

const assignments: readonly DemoAssignment[] = [
  {
    title: '核对破产案件上报件数与审判库的差异',
    category: 'data',
    requester: '审管办 张主任',
    owner: 'engineer',
    daysAgo: 6,
    dueIn: -2,
    by: 'supervisor',
    body: '按案件逐条列出差异及原因，形成清单。',
    progress: [{ daysAgo: 4, percent: 40, text: '已按案号对出 7 件差异，正在查 2 件的结案时间。' }],
  },
  {
    title: '提供近三年民间借贷案件收结存统计',
    category: 'statistics',
    requester: '民一庭 李庭长',
    owner: 'engineer',
    daysAgo: 3,
    dueIn: 0,
    progress: [{ daysAgo: 1, percent: 70, text: '口径已与民一庭确认，按法院分列的表已出。' }],
  },
  {
    title: '整理电子卷宗上报失败案件的原因分析',
    category: 'report',
    requester: '审管办 张主任',
    owner: 'engineer',
    daysAgo: 2,
    dueIn: 5,
  },
  {
    title: '编制年底数据保障工作方案',
    category: 'report',
    requester: '信息处 王处长',
    owner: 'manager',
    daysAgo: 5,
    dueIn: 12,
    progress: [{ daysAgo: 2, percent: 30, text: '提纲已报，补充节假日值守安排。' }],
  },
  {
    title: '协助五巡调取急需电子卷宗 3 件',
    category: 'data',
    requester: '立案一庭 周庭长',
    owner: 'engineer',
    daysAgo: 12,
    dueIn: -11,
    done: { daysAgo: 12, result: '当日 16:20 前全部抽取并移交，附校验摘要。' },
  },
  {
    title: '更正两家法院的联系电话',
    category: 'system',
    requester: '信息处 王处长',
    owner: 'engineer',
    daysAgo: 15,
    dueIn: -10,
    done: { daysAgo: 13, result: '已走变更单更正并复核。' },
  },
  {
    title: '准备院领导调研演示环境',
    category: 'meeting',
    requester: '信息处 王处长',
    owner: 'manager',
    daysAgo: 20,
    dueIn: -16,
    done: { daysAgo: 16, result: '演示按时完成，大屏数据正常。' },
  },
  {
    title: '汇总各中院数据质检不合格案件整改情况',
    category: 'report',
    requester: '审管办 张主任',
    owner: 'manager',
    daysAgo: 25,
    dueIn: -18,
    done: { daysAgo: 17, result: '已汇总 21 家，逾期 1 天报送，原因是两家法院补报。' },
  },
];

const meetings = [
  {
    title: '月度运维例会',
    category: 'regular',
    daysAgo: 18,
    body: '一、通报上月运行情况：上报、转换、共享各项服务正常，前置机离线 2 次均已恢复。\n二、讨论电子卷宗转换积压的处理。\n三、安排下月重点工作。',
    resolution: '同意转换积压分三批处理，夜间进行；质检通报改为每周一次。',
    actions: [
      {
        title: '按三批处理电子卷宗转换积压',
        category: 'data',
        requester: '月度运维例会',
        owner: 'engineer',
        daysAgo: 18,
        dueIn: -4,
        progress: [{ daysAgo: 9, percent: 60, text: '前两批已完成，第三批等待前置机扩容。' }],
      },
    ],
  },
  {
    title: '审判数据上报工具改造协调会',
    category: 'special',
    daysAgo: 11,
    body: '与上报工具厂商核对缺失数据项清单，逐项明确补报办法和时间。',
    resolution: '厂商两周内提供修正版，先在三家法院试用。',
    actions: [
      {
        title: '整理上报缺失数据项清单交厂商',
        category: 'data',
        requester: '审判数据上报工具改造协调会',
        owner: 'engineer',
        daysAgo: 11,
        dueIn: -6,
        done: { daysAgo: 8, result: '清单 46 项已交厂商并确认。' },
      },
    ],
  },
  {
    title: '本月运维例会',
    category: 'regular',
    daysAgo: 1,
    body: '一、上月遗留事项完成情况。\n二、年底数据保障的分工。',
    resolution: '',
    actions: [],
  },
] satisfies readonly {
  title: string;
  category: string;
  daysAgo: number;
  body: string;
  resolution: string;
  actions: readonly DemoAssignment[];
}[];

const planItems = [
  {
    title: '梳理现有运维制度并形成体系文件',
    day: '03-20',
    owner: 'manager',
    isKey: true,
    percent: 60,
    done: '制度 9 项、流程 6 项已定稿。',
  },
  {
    title: '全省前置机巡查一轮',
    day: '03-28',
    owner: 'engineer',
    isKey: false,
    percent: 50,
    done: '23 家全部巡查，整改 4 处。',
  },
  {
    title: '中心库结构改造，存放全省上报案件',
    day: '06-20',
    owner: 'engineer',
    isKey: true,
    percent: 40,
    done: '结构升级完成，历史数据已补录。',
  },
  {
    title: '数据质检规则上线',
    day: '06-28',
    owner: 'engineer',
    isKey: true,
    percent: 30,
    done: '145 条规则全部启用，按周通报。',
  },
  {
    title: '电子卷宗转换工具推广到 23 家法院',
    day: '09-20',
    owner: 'engineer',
    isKey: true,
    percent: 40,
    done: '23 家全部接入。',
  },
  {
    title: '半年服务绩效评价与改进',
    day: '09-25',
    owner: 'manager',
    isKey: false,
    percent: 20,
    done: '评价完成，改进措施 5 条。',
  },
  {
    title: '数据标签库及可视化上线',
    day: '12-10',
    owner: 'engineer',
    isKey: true,
    percent: 65,
    done: '标签规则已定，正在做可视化页面。',
  },
  {
    title: '年度总结与下年度工作计划',
    day: '12-28',
    owner: 'manager',
    isKey: false,
    percent: 10,
    done: '正在收集各项数据。',
  },
] satisfies readonly {
  title: string;
  day: string;
  owner: DemoPerson;
  isKey: boolean;
  percent: number;
  done: string;
}[];

/** 交办与计划 of the demo workspace. */
export const assignmentDemo = {
  room: '信息处会议室',
  office: '省法院信息处',
  andOthers: '、各中院信息员',
  plan: (year: string) => `${year} 年度运维工作计划`,
  planBody:
    '围绕数据准确、有效、全面的目标，完成上报、质检、共享、标签等重点工作，服务响应达标率不低于 98%。',
  assignments,
  meetings,
  planItems,
  trainings: [
    {
      title: '电子卷宗转换工具操作',
      category: 'user',
      hours: 3,
      daysAgo: 28,
      body: '工具安装、批量转换、存疑文件处理。',
      materials: '操作手册 v1.2；演示视频',
      result: '参训 26 人，现场操作考核全部通过。',
    },
    {
      title: '数据质检规则解读',
      category: 'technical',
      hours: 2,
      daysAgo: 21,
      body: '145 条规则的依据与常见错因。',
      materials: '规则说明',
      result: '各中院已按要求整改。',
    },
    {
      title: '保密教育',
      category: 'confidentiality',
      hours: 1.5,
      daysAgo: 14,
      body: '保密规定、介质与账号管理。',
      materials: '保密承诺书',
      result: '全员签订保密承诺书。',
    },
    {
      title: '服务规范与工单填写',
      category: 'service',
      hours: 2,
      daysAgo: 7,
      body: '响应时限、事件登记要点。',
      materials: '',
      result: '',
    },
  ],
  suggestions: [
    {
      title: '前置机磁盘扩容',
      category: 'operation',
      daysAgo: 16,
      body: '三家法院前置机磁盘占用超过 85%，建议年底前扩容，避免上报积压。',
      answer: { outcome: 'adopted', text: '同意，已列入采购计划。' },
    },
    {
      title: '质检通报按周发布',
      category: 'quality',
      daysAgo: 9,
      body: '按月通报周期偏长，建议按周发布各院合格率和排名。',
      answer: { outcome: 'partly', text: '先对中院按周通报，基层法院仍按月。' },
    },
    {
      title: '共享接口证书统一更新',
      category: 'security',
      daysAgo: 2,
      body: '4 个共享接口的证书将在下季度到期，建议统一更新并登记到期时间。',
    },
  ] as readonly {
    title: string;
    category: string;
    daysAgo: number;
    body: string;
    answer?: { outcome: string; text: string };
  }[],
  acceptance: {
    record: {
      title: '电子卷宗深度应用对接改造',
      category: 'preliminary',
      party: '某软件股份有限公司',
      requester: '孙工',
      people: '信息处、运维单位、集成商',
      place: '数据中心机房',
      body: '依据合同及技术方案，对接口改造、数据迁移、文档进行初步验收。',
      materials: '接口说明、部署手册、测试报告、源代码光盘',
    },
    lines: [
      {
        name: '卷宗共享接口改造',
        quantity: '1 项',
        standard: '23 家法院调用成功率不低于 99%',
        result: 'pass',
        remark: '',
      },
      {
        name: '历史卷宗索引迁移',
        quantity: '1 批',
        standard: '条数一致，抽查 200 件无差异',
        result: 'pass',
        remark: '抽查记录附后',
      },
      {
        name: '部署与运维手册',
        quantity: '1 套',
        standard: '步骤完整，可独立部署',
        result: 'fail',
        remark: '缺回退步骤',
      },
      {
        name: '性能测试报告',
        quantity: '1 份',
        standard: '并发 100 响应不超过 2 秒',
        result: 'pass',
        remark: '',
      },
    ],
    defects: [
      {
        title: '部署手册缺少回退步骤',
        category: 'general',
        owner: '孙工',
        daysAgo: 7,
        dueIn: 3,
        body: '补充升级失败后的回退步骤并演练。',
      },
    ],
  } as const,
  document: {
    record: {
      title: '日常巡检管理制度',
      category: 'rule',
      body: '适用于数据中心各项服务的每日检查、登记、签字和转事件。',
    },
    versions: [
      {
        version: '1.0',
        daysAgo: 24,
        effectiveIn: -23,
        approved: true,
        changeNote: '首次发布',
        text: '第一条 每个工作日上午十时前完成巡检并登记。\n第二条 异常当场转事件，写明时间和事由。',
      },
      {
        version: '1.1',
        daysAgo: 3,
        effectiveIn: 10,
        approved: false,
        changeNote: '增加节假日检查要求',
        text: '第一条 每个工作日上午十时前完成巡检并登记。\n第二条 异常当场转事件，写明时间和事由。\n第三条 重大节假日每日至少巡检一次。',
      },
    ],
  },
  others: [
    {
      kind: 'coordination',
      daysAgo: 10,
      title: '协调前置机网络调整窗口',
      category: 'third-party',
      party: '某网络集成公司',
      body: '对方计划调整汇聚交换机，协调到周六夜间，避开五分钟通道高峰。',
      done: '已在约定窗口完成，五分钟通道无断档。',
    },
    {
      kind: 'coordination',
      daysAgo: 4,
      title: '与集成商商定卷宗深度应用对接接口',
      category: 'integrator',
      party: '某软件股份有限公司',
      body: '确认调阅接口的鉴权方式和并发上限。',
      done: '',
    },
    {
      kind: 'event',
      daysAgo: 19,
      title: '中心库归档空间告警处置',
      category: 'outage',
      body: '06:40 归档占用 96%，07:05 清理过期归档并扩容，07:20 恢复正常，未影响上报。',
      done: '增加归档占用检查项，阈值 85%。',
    },
    {
      kind: 'assurance',
      daysAgo: 13,
      title: 'RTF 公式与竖排表格转换研究',
      category: 'study',
      body: '研究裁判文书中公式、竖排表格的还原办法。',
      done: '形成转换规则，样例 120 份内容无缺失。',
    },
    {
      kind: 'assurance',
      daysAgo: 6,
      title: '院领导调研大数据平台参观演示',
      category: 'demonstration',
      body: '准备大屏、讲解词和备用网络。',
      done: '',
    },
  ] as readonly {
    kind: 'coordination' | 'event' | 'assurance';
    daysAgo: number;
    title: string;
    category: string;
    party?: string;
    body: string;
    done: string;
  }[],
};
