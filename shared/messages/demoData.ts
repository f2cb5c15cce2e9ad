/** What the demo has saved for the pages 统计, 变更单 and 库间比对. */
export const demoDataMessages = {
  exchangeName: '交换库（演示）',
  queries: [
    {
      name: '各中院收结案情况',
      purpose: '月报：各中级法院辖区收案、结案与未结',
      requester: '审管办',
      sql: `SELECT c.name AS 法院, COUNT(*) AS 收案,
  SUM(CASE WHEN k.closed_date IS NOT NULL THEN 1 ELSE 0 END) AS 结案,
  SUM(CASE WHEN k.closed_date IS NULL THEN 1 ELSE 0 END) AS 未结
FROM court_case k JOIN court c ON c.code = k.court_code
WHERE k.received_date >= :起 AND c.tier = '中级'
GROUP BY c.name ORDER BY 收案 DESC`,
      parameters: [{ name: '起', label: '收案日期自', type: 'date', default: '@year-start' }],
    },
    {
      name: '民事一审结案方式',
      purpose: '专题：调解、撤诉与判决的比例',
      requester: '研究室',
      sql: `SELECT i.name AS 结案方式, COUNT(*) AS 件数, ROUND(AVG(k.claim_amount), 2) AS 平均标的
FROM court_case k JOIN code_item i ON i.code = k.closing_way
WHERE k.case_type = '0301' AND k.closed_date IS NOT NULL
GROUP BY i.name ORDER BY 件数 DESC`,
      parameters: [],
    },
    {
      name: '送达联系方式抽查',
      purpose: '抽查当事人联系电话是否可用，含个人信息，须先批准',
      requester: '立案庭',
      approved: true,
      note: '同意，仅限脱敏查看',
      sql: `SELECT k.case_number, p.name, p.litigation_status, p.phone, p.address
FROM case_party p JOIN court_case k ON k.case_id = p.case_id
WHERE k.court_code = :法院`,
      parameters: [{ name: '法院', label: '法院', type: 'court', default: '3001' }],
    },
    {
      name: '证件号码为空的当事人',
      purpose: '质检前摸底：自然人当事人缺证件号码',
      requester: '审管办',
      sql: `SELECT k.case_number, p.name, p.party_type, p.id_kind, p.id_number
FROM case_party p JOIN court_case k ON k.case_id = p.case_id
WHERE p.party_type = '自然人' AND p.id_number IS NULL`,
      parameters: [],
    },
  ],
  change: {
    title: '更正一件案件的适用程序',
    applicant: '成都市中级人民法院立案庭',
    reason: '承办人录入时误选简易程序，院长已批准转普通程序，前端不能修改',
    sql: (caseId: string) => `UPDATE court_case SET procedure = '09_03201-2' WHERE case_id = '${caseId}'`,
  },
  comparison: '交换库与中心库：案件',
} as const;
