export const servicedeskContract = {};
