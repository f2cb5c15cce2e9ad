import { App, Button, Drawer, Form, type FormInstance } from 'antd';
import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react';
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
  const { open, title, draft, submit, busy, onClose, width } = props;
  const formId = useId();
  const { modal } = App.useApp();
  const touched = useRef(false);

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
          {/* First in order, so that the focus falls on what loses nothing. */}
          <Button type="primary" onClick={() => closing()}>
            {words.continue}
          </Button>
          {draft ? <Button onClick={() => closing(() => leave(true))}>{words.keepDraft}</Button> : null}
          <Button danger onClick={() => closing(() => leave(false))}>
            {words.discard}
          </Button>
        </div>
      ),
    });
    const closing = (then?: () => void) => {
      question.destroy();
      then?.();
    };
  };

  return (
    <Drawer
      open={open}
      title={title}
      size={width ?? 480}
      onClose={ask}
      destroyOnHidden
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
      <FormBody {...props} formId={formId} touched={touched} />
    </Drawer>
  );
}

/** The form inside; made anew each time the drawer opens, from the draft where there is one. */
function FormBody<Values extends object>({
  draft,
  secret = [],
  initial,
  error,
  onSubmit,
  onClose,
  children,
  formId,
  touched,
}: FormDrawerProps<Values> & { formId: string; touched: RefObject<boolean> }) {
  const [form] = Form.useForm<Values>();
  const now = useNow();
  const [found] = useState(() => (draft ? readDraft(draft) : undefined));
  const [start] = useState(() => ({ ...initial, ...found?.values }) as Partial<Values>);
  const [restored, setRestored] = useState(found?.savedAt);
  const [wrong, setWrong] = useState<readonly string[]>([]);

  useEffect(() => {
    touched.current = found !== undefined;
  }, [found, touched]);

  const field = error?.details?.field;
  useEffect(() => {
    if (typeof field !== 'string' || !error) return;
    form.setFields([{ name: field.split('.') as never, errors: [error.message] }]);
  }, [field, error, form]);

  const clearDraft = () => {
    if (draft) dropDraft(draft);
    form.setFieldsValue({
      ...Object.fromEntries(Object.keys(form.getFieldsValue(true)).map((name) => [name, undefined])),
      ...initial,
    } as Parameters<typeof form.setFieldsValue>[0]);
    touched.current = false;
    setRestored(undefined);
  };
  const finish = async (values: Values) => {
    setWrong([]);
    if (!(await onSubmit(values))) return;
    if (draft) dropDraft(draft);
    touched.current = false;
    onClose();
  };

  return (
    <>
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
        name={formId}
        form={form}
        layout="vertical"
        initialValues={start}
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
    </>
  );
}

function summary(errors: readonly string[]): ErrorData {
  return { code: '', message: `${words.correct(errors.length)}：${errors.join('；')}` };
}
