import { componentMessages } from '../../shared/messages/components.ts';

/** The rule of a form field that must not be left empty; blanks are empty too. */
export function needed(label: string) {
  return [{ required: true, whitespace: true, message: componentMessages.form.needed(label) }];
}
