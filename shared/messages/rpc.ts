export const rpcMessages = {
  cancelled: '已取消。',
  unreachable:
    '与后台程序的连接断开了，正在自动重连。已录入的内容没有丢失；若一分钟内没有恢复，请重新打开本程序。',
  inputInvalid: '提交的内容格式不对，没有保存。请检查后重试。',
  notSignedIn: '登录已过期或尚未登录。请重新登录，已录入的内容没有丢失。',
  notAllowed: '您的角色没有这项权限。请由有权限的人员操作，或请服务经理调整角色。',
  notServed: '后台程序不认识这个请求，两边版本可能不同。请重新打开本程序。',
};
