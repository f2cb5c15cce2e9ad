export const operatorMessages = {
  unattendedName: '无人值守',
  unattended: (systemUser: string) => `无人值守（${systemUser}）`,
  refused: '用户名或密码不对，没有登录。请检查大小写后重试；忘记密码请找服务经理重设。',
  locked: '连续输错密码，账号已锁定 5 分钟。请稍后再试，或请服务经理重设密码。',
  signInFirst: '登录已过期或尚未登录。请重新登录，已录入的内容没有丢失。',
  denied: '您的角色没有这项权限。请由有权限的人员操作，或请服务经理调整角色。',
  notFound: '找不到这位人员。请刷新后重试。',
  loginNameTaken: (name: string) => `用户名“${name}”已有人使用，请换一个。`,
  passwordShort: (length: number) => `密码至少要 ${length} 位。`,
  currentWrong: '当前密码不对，密码没有改动。',
  lastManager: '这是最后一位在用的服务经理，不能停用或改角色。请先指定另一位服务经理。',
};
