/** What the window says when a call to the core cannot be made or answered. */
export const connectionMessages = {
  unreachable: '与后台程序的连接断开了，这一步没有完成。窗口会自动重新连接；若一直连不上，请重新启动运维台。',
  cancelled: '已取消，没有改动任何内容。',
  inputInvalid: '填写的内容格式不对，没有保存。请检查标红的各项后重试。',
  notSignedIn: '登录已失效，请重新登录。已录入的草稿还在。',
  notAllowed: '您的角色不能做这一步。需要时请联系服务经理。',
  notServed: '后台程序没有这项功能，可能版本不一致。请重新启动运维台。',
};
