import { Form, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useAct } from '../rpc/query.tsx';
import { FormDrawer } from './FormDrawer.tsx';
import { needed } from './rules.ts';

/** An act that wants one text first: why it is refused, called off, opened again. */
export interface TextQuestion {
  title: string;
  /** What the text is; the field is required. */
  label: string;
  submit: string;
  most?: number;
  run: (text: string) => Promise<unknown>;
}

const MOST = 500;

/** One question at a time beside the page; what was refused is said there, and nothing written is lost by it. */
export function useTextQuestion(topics: readonly string[]): {
  ask: (question: TextQuestion) => void;
  drawer: ReactNode;
} {
  const [question, setQuestion] = useState<TextQuestion>();
  const [open, setOpen] = useState(false);
  const act = useAct(async (text: string) => (await question?.run(text)) ?? {}, { topics });
  return {
    ask(next) {
      act.clear();
      setQuestion(next);
      setOpen(true);
    },
    drawer: (
      <FormDrawer<{ text: string }>
        open={open}
        title={question?.title ?? ''}
        initial={{}}
        submit={question?.submit ?? ''}
        busy={act.busy}
        error={act.error}
        onClose={() => setOpen(false)}
        onSubmit={async ({ text }) => (await act.run(text.trim())) !== undefined}
      >
        <Form.Item name="text" label={question?.label ?? ''} rules={needed(question?.label ?? '')}>
          <Input.TextArea autoFocus rows={3} maxLength={question?.most ?? MOST} />
        </Form.Item>
      </FormDrawer>
    ),
  };
}
