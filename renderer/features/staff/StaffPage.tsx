import { staffMessages } from '../../../shared/messages/staff.ts';
import { Page } from '../../components/Page.tsx';

export default function StaffPage() {
  return <Page title={staffMessages.title}>{null}</Page>;
}
