import { servicedeskMessages } from '../../../shared/messages/servicedesk.ts';
import { Page } from '../../components/Page.tsx';

export default function ServicedeskPage() {
  return <Page title={servicedeskMessages.title}>{null}</Page>;
}
