import { App, Button, Drawer, Form, type FormInstance } from 'antd';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { ErrorData } from '../../shared/errors/errors.ts';
import { componentMessages } from '../../shared/messages/components.ts';
import { useNow } from '../rpc/clock.ts';
import { dropDraft, readDraft, saveDraft } from './drafts.ts';
import { ErrorNote } from './ErrorNote.tsx';
import styles from './FormDrawer.module.css';
import { formatRecent } from './format.ts';

const words = componentMessages.form;

interface FormDrawerProps<Values extends object> {
  open: boolean;
  title: string;
  /** Names the draft on this machine; leave out where input must not stay (passwords). */
  draft?: string;
  /** Fields never written into the draft. */
  secret?: readonly (keyof Values & string)[];
  initial: Partial<Values>;
  submit?: string;
  busy: boolean;
  error: ErrorData | undefined;
  /** Resolves with true when it was accepted: the drawer closes and the draft goes. */
  onSubmit: (values: Values) => Promise<boolean>;
  onClose: () => void;
  width?: number;
  /** antd Form.Items, labels on top. */
  children: ReactNode | ((form: FormInstance<Values>) => ReactNode);
}

/**
 * A form beside the page: required fields marked, errors at the field and at the top, Enter submits (in long texts
 * Ctrl + Enter), Esc asks before input is lost, drafts are kept.
 */
export function FormDrawer<Values extends object>(props: FormDrawerProps<Values>) {
  const {
    open,
    title,
    draft,
    secret = [],
    initial,
    submit,
    busy,
    error,
    onSubmit,
    onClose,
    width,
    children,
  } = props;
  const [form] = Form.useForm<Values>();
  const formId = useId();
  const now = useNow();
  const { modal } = App.useApp();
  const touched = useRef(false);
  const [restored, setRestored] = useState<string>();
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const start = useRef(initial);
  start.current = initial;

  useEffect(() => {
    if (!open) return;
    const found = draft ? readDraft(draft) : undefined;
    form.resetFields();
    form.setFieldsValue({ ...start.current, ...found?.values } as Parameters<typeof form.setFieldsValue>[0]);
    touched.current = found !== undefined;
    setRestored(found?.savedAt);
    setWrong([]);
  }, [open, draft, form]);

  const field = error?.details?.field;
  useEffect(() => {
    if (!open || typeof field !== 'string' || !error) return;
    form.setFields([{ name: field.split('.') as never, errors: [error.message] }]);
  }, [open, field, error, form]);

  const clearDraft = () => {
    if (draft) dropDraft(draft);
    form.resetFields();
    form.setFieldsValue(start.current as Parameters<typeof form.setFieldsValue>[0]);
    touched.current = false;
    setRestored(undefined);
  };
  const leave = (keep: boolean) => {
    if (draft && !keep) dropDraft(draft);
    touched.current = false;
    onClose();
  };
  const ask = () => {
    if (!touched.current) return onClose();
    const question = modal.confirm({
      title: words.leaveTitle,
      content: draft ? words.leaveText : words.leaveTextNoDraft,
      width: 440,
      footer: (
        <div className={styles.leave}>
          <Button danger onClick={() => closing(() => leave(false))}>
            {words.discard}
          </Button>
          {draft ? <Button onClick={() => closing(() => leave(true))}>{words.keepDraft}</Button> : null}
          <Button type="primary" autoFocus onClick={() => closing()}>
            {words.continue}
          </Button>
        </div>
      ),
    });
    const closing = (then?: () => void) => {
      question.destroy();
      then?.();
    };
  };
  const finish = async (values: Values) => {
    setWrong([]);
    if (!(await onSubmit(values))) return;
    if (draft) dropDraft(draft);
    touched.current = false;
    onClose();
  };

  return (
    <Drawer
      open={open}
      title={title}
      size={width ?? 480}
      onClose={ask}
      destroyOnHidden
      forceRender
      footer={
        <div className={styles.foot}>
          <span className={styles.hint}>{words.enterHint}</span>
          <Button onClick={ask}>{words.cancel}</Button>
          <Button type="primary" htmlType="submit" form={formId} loading={busy}>
            {submit ?? words.submit}
          </Button>
        </div>
      }
    >
      <div className={styles.notes}>
        {restored ? (
          <div className={styles.draft}>
            {words.draftRestored(formatRecent(restored, now))}
            <Button size="small" onClick={clearDraft}>
              {words.draftClear}
            </Button>
          </div>
        ) : null}
        <ErrorNote error={wrong.length > 0 ? summary(wrong) : error} />
      </div>
      <Form<Values>
        id={formId}
        form={form}
        layout="vertical"
        scrollToFirstError={{ focus: true, behavior: 'instant' }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit();
        }}
        onValuesChange={() => {
          touched.current = true;
          if (draft) saveDraft(draft, form.getFieldsValue(true) as Record<string, unknown>, secret);
        }}
        onFinish={(values) => void finish(values)}
        onFinishFailed={({ errorFields }) => setWrong(errorFields.flatMap(({ errors }) => errors))}
      >
        {typeof children === 'function' ? children(form) : children}
      </Form>
    </Drawer>
  );
}

function summary(errors: readonly string[]): ErrorData {
  return { code: 'INPUT_INVALID', message: `${words.correct(errors.length)}：${errors.join('；')}` };
}
