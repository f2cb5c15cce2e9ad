import { statisticsPageMessages } from '../../../shared/messages/statisticsPage.ts';

/** The types a parameter may have, as choices. */
export const PARAMETER_TYPE_NAMES = Object.entries(statisticsPageMessages.types).map(([value, label]) => ({
  value,
  label,
}));
