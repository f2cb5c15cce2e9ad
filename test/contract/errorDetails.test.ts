import { expect, it } from 'vitest';
import { componentMessages } from '../../shared/messages/components.ts';
import { productFiles } from '../support/sourceTree.ts';

const CALL = /\bfail\([^;]*/g;
const DETAILS = /, \{ (\w+)(?:: [^{}]*)?(?:, (\w+)(?:: [^{}]*)?)? \}/g;

it('every detail an error carries has a Chinese name where it is shown', () => {
  const names = new Set<string>();
  for (const { text } of productFiles())
    for (const [call] of text.matchAll(CALL))
      for (const [, first, second] of call.replaceAll(/\s+/g, ' ').matchAll(DETAILS))
        for (const name of [first, second]) if (name) names.add(name);
  expect(names.size).toBeGreaterThan(8);
  // Named by the form, where the error stands.
  names.delete('field');
  expect([...names].filter((name) => !(name in componentMessages.error.details))).toEqual([]);
});
