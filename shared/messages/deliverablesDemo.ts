/** Texts of the reports a demo workspace comes with. */
export const demoReportTexts = {
  recipient: '信息化处',
  signer: '王监督',
  weekly: {
    overview: '本周各项上报、共享服务运行平稳，日常检查按计划完成，未发生影响审判业务的事件。',
    abnormal: '成都铁路运输中院前置机目录积压 27 个文件，经查为夜间网络中断，已协调恢复并清空积压。',
    coordination: '请甲方协调网络部门提供夜间割接计划，避免与上报批次冲突。',
    open: '两家法院可信度低于 99%，通达海正在排查，预计下周二前反馈。',
    plan: '完成中心库备份还原演练；跟进可信度偏低的两家法院；完成电子卷宗转换存疑文件的人工核对。',
  },
  monthly: {
    overview: '本月十项服务整体平稳。完成中心库结构升级一次，处理数据变更单三张。',
    services: '卷宗转换新增存疑文件已逐一核对，拒收文件已退回相关法院补正。',
  },
};
