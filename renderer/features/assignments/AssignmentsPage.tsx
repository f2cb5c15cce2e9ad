import { assignmentsMessages } from '../../../shared/messages/assignments.ts';
import { Page } from '../../components/Page.tsx';

export default function AssignmentsPage() {
  return <Page title={assignmentsMessages.title}>{null}</Page>;
}
