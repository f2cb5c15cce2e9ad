import { deliverablesMessages } from '../../../shared/messages/deliverables.ts';
import { Page } from '../../components/Page.tsx';

export default function DeliverablesPage() {
  return <Page title={deliverablesMessages.title}>{null}</Page>;
}
