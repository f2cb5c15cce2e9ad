import { App, Form, Input, Radio, Select } from 'antd';
import type { Article, ArticleInput } from '../../../shared/contract/servicedeskKnowledge.ts';
import { servicedeskPageMessages } from '../../../shared/messages/servicedeskPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import { choicesOf, needed, serviceOptions } from './fields.tsx';

const words = servicedeskPageMessages.article;

/** Writes an article, or a new version of one. */
export function ArticleDrawer({
  article,
  open,
  onClose,
  onSaved,
}: {
  article: Article | undefined;
  open: boolean;
  onClose: () => void;
  onSaved?: (article: Article) => void;
}) {
  const { message } = App.useApp();
  const save = useAct((input: ArticleInput) => client.servicedesk.articles.save(input), {
    topics: ['servicedesk'],
    onDone: (saved) => {
      void message.success(servicedeskPageMessages.done(saved.number, servicedeskPageMessages.form.saved));
      onSaved?.(saved);
    },
  });
  return (
    <FormDrawer<ArticleInput>
      open={open}
      title={article ? words.editTitle(article.number) : words.addTitle}
      draft={`servicedesk.article.${article?.id ?? 'new'}`}
      width={680}
      initial={
        article
          ? { title: article.title, kind: article.kind, service: article.service, body: article.body }
          : { kind: 'howto' }
      }
      busy={save.busy}
      error={save.error}
      onClose={() => {
        save.clear();
        onClose();
      }}
      onSubmit={async ({ title, kind, service, body, note }) =>
        (await save.run({
          ...(article ? { id: article.id, version: article.version } : {}),
          title,
          kind,
          service,
          body,
          note: note ?? '',
        })) !== undefined
      }
    >
      <Form.Item name="title" label={words.title} rules={needed(words.title)}>
        <Input maxLength={100} autoFocus />
      </Form.Item>
      <Form.Item name="kind" label={words.kind}>
        <Radio.Group options={choicesOf(words.kinds)} />
      </Form.Item>
      <Form.Item name="service" label={words.service} rules={needed(words.service)}>
        <Select options={serviceOptions} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item name="body" label={words.body} rules={needed(words.body)}>
        <Input.TextArea autoSize={{ minRows: 12, maxRows: 26 }} maxLength={20_000} />
      </Form.Item>
      <Form.Item name="note" label={words.note}>
        <Input maxLength={200} />
      </Form.Item>
    </FormDrawer>
  );
}
