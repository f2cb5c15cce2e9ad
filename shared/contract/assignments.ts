export const assignmentsContract = {};
